"""The ledger as people and programs take it: tables, Excel, CSV with HXL tags, JSON."""
