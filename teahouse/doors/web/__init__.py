"""The built-in pages: the front of the house, signing in and joining, letting apps in, profiles and posts to look at.

Plain HTML that works without JavaScript, in English and Chinese. Whatever is asked, a page with the right status is
the answer, and nothing is shown that the gate would not show to whoever asks.
"""

from teahouse.doors.web.site import LIMITS, make_site

__all__ = ["LIMITS", "make_site"]
