"""The public API held to the specification of the gate, whatever people do."""
