"""The Focal Point Press: writes, reviews and publishes the manual for R2P Focal Points."""
