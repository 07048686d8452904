"""The pages: a local web application over one ledger, and what it shares with the report.

request → Guard (host, token, limits) → pages | api → answers → view model → template
"""
