"""Rules about sentences, spelling, terms and uncited figures."""
