"""Parts of `train.scorer`: pairs of pictures and texts, word vectors, figures."""
