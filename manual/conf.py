"""Settings of Sphinx for the manual; what an edition adds comes from the command `focalpoint build`."""

from focalpoint.html.conf import *  # noqa: F403
