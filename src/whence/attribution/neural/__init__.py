"""The trained extractor: encoding an article into windows, running the network, decoding spans and links."""
