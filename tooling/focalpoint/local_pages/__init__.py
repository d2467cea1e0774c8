"""Serve a local page to the person at this machine: server, access guard, file watching and events."""
