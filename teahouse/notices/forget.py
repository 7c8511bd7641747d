"""What goes when somebody is gone for good."""

from __future__ import annotations

from teahouse.kit.db import WriteTx
from teahouse.notices import store, store_held
from teahouse.notices.chat import store as store_chat
from teahouse.notices.letters import store as store_letters
from teahouse.notices.push import store as store_push
from teahouse.notices.read import clear


def forget_account(tx: WriteTx, account_id: int) -> None:
    """Nothing is kept that they were told, nor how. What others were told of them nobody is shown."""
    clear(tx, account_id)
    tx.run(store_push.DROP_OF_ACCOUNT, account=account_id)
    tx.run(store_push.DROP_BROWSERS_OF_ACCOUNT, account=account_id)
    tx.run(store_chat.DROP_ALL, account=account_id)
    tx.run(store_letters.DROP, account=account_id)
    tx.run(store_held.FORGET_CHOICE, account=account_id)
    tx.run(store_held.FORGET_REQUESTS, account=account_id)
    tx.run(store_held.FORGET_PERMISSIONS, account=account_id)
    tx.run(store.FORGET_READ, reader=account_id)
