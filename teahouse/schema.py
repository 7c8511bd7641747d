"""Every table of the house, for migrations, backups and tests; nothing else looks at tables across domains."""

from teahouse.guard.rulings.schema import metadata as rulings
from teahouse.housekeeping.schema import metadata as housekeeping
from teahouse.kit.db.jobs import metadata as jobs
from teahouse.kit.db.secret import metadata as secret
from teahouse.kit.db.upkeep import metadata as upkeep
from teahouse.kit.pictures.schema import metadata as pictures
from teahouse.messages.schema import metadata as messages
from teahouse.moments.schema import metadata as moments
from teahouse.notices.schema import metadata as notices
from teahouse.people.schema import metadata as people

METADATA = (people, moments, messages, notices, housekeeping, rulings, jobs, upkeep, secret, pictures)
"""In the order in which their tables can be made."""
