"""Reads data sets of pictures with captions or stories, in all the layouts they come in.

A ground floor: it imports nothing of the studio, opens no picture and knows no model. Each layout
is a file of its own; `corpora.recognise` tells them apart by what stands in them, and
`corpora.folder` finds the pictures.

    from corpora.folder import read_folder
    for picture in read_folder(Path("flickr8k"), split="train").pictures: ...
"""
