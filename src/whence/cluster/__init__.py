"""Stages over files that many machines run, from JSONL or Parquet to Parquet, in small units, each done by itself.

inputs | plan | attribute    articles, statements, entities, rejects: a part of each for every unit
articles | join              passages, in parts by pair of articles
parts | load                 a ledger

Every unit writes files of its own name, whole or not at all, so that one done twice (a worker died, a run was broken
off) is there once.
"""
