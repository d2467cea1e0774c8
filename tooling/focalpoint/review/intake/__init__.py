"""Bring returned files into the ledger; each file is read in a sandboxed process."""
