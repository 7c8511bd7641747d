"""Letters: who may write to whom. Everybody chooses who may begin a talk with them; whoever takes part may answer."""

from teahouse.people.letters.choose import choose_writers, fetch_refusing, fetch_writers, usual_writers
from teahouse.people.letters.model import Writers

__all__ = ["Writers", "choose_writers", "fetch_refusing", "fetch_writers", "usual_writers"]
