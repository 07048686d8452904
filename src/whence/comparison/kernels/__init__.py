"""What finds passages, compiled: pure functions of arrays, the same on one machine and on many.

text | words (`tokens`) | fingerprints (`prints`) | pairs of places (`pairing`) | passages (`aligning`)
"""
