"""Out of the house: one guarded client for addresses that others named, and a courier that runs errands with it.

Nothing inside the house, or of the network that it stands in, can be reached by an address that somebody gave.
"""

from teahouse.kit.outward.addresses import Gate, is_public
from teahouse.kit.outward.carriers import carriers_of
from teahouse.kit.outward.client import Client, HttpParcel, address_fault
from teahouse.kit.outward.courier import Courier
from teahouse.kit.outward.mail import MailParcel, MailRoad

__all__ = [
    "Client",
    "Courier",
    "Gate",
    "HttpParcel",
    "MailParcel",
    "MailRoad",
    "address_fault",
    "carriers_of",
    "is_public",
]
