"""A plain conditional random field (python-crfsuite: words, shapes, affixes of the word and its neighbours) on what the
tagger of names learns from, for comparison. In: a folder that `train columns` has written; out: F1 on each corpus in it,
counted as `train elsewhere` counts."""

import pathlib
import re
import sys

import pycrfsuite


def read(path):
    """The types that a file marks (none named: all), and its sentences as lists of [token, tag]."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    marked = blocks.pop(0)[2:].split("/") if blocks[0].startswith("# ") else []
    return set(marked), [[line.split("\t") for line in block.split("\n")] for block in blocks if block]


def shape(word):
    classes = re.sub("[a-z]", "x", re.sub("[A-Z]", "X", re.sub("[0-9]", "0", word)))
    return re.sub(r"(.)\1{2,}", r"\1\1", classes)


def features(words):
    def at(idx):
        return words[idx] if 0 <= idx < len(words) else "_"

    def of(idx):
        word = at(idx)
        near = [f"w{k}={at(idx + k).lower()}" for k in range(-2, 3)]
        shapes = [f"s{k}={shape(at(idx + k))}" for k in range(-1, 2)]
        affixes = [f"p{n}={word[:n].lower()}" for n in range(2, 5)] + [f"x{n}={word[-n:].lower()}" for n in range(1, 5)]
        return near + shapes + affixes + ["first" if idx == 0 else "inside"]

    return [of(idx) for idx in range(len(words))]


def spans(tags):
    """(first, end, type) of each name."""
    found, start = [], None
    for idx, tag in enumerate([*tags, "O"]):
        goes_on = start is not None and tag.startswith("I-") and tag[2:] == tags[start][2:]
        if start is not None and not goes_on:
            found.append((start, idx, tags[start][2:]))
            start = None
        if tag != "O" and not goes_on:
            start = idx
    return found


def train(sentences, path):
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": 80})
    for sentence in sentences:
        trainer.append(features([word for word, _ in sentence]), [tag for _, tag in sentence])
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def score(tagger, marked, sentences):
    """F1 of typed names and of spans, in percent."""
    n_typed = n_spans = n_found = n_wanted = 0
    for sentence in sentences:
        reference = spans([tag for _, tag in sentence])
        open_spans = [(start, end) for start, end, types in reference if types == "?"]
        wanted = {(start, end): types.split("/") for start, end, types in reference if types != "?"}
        for start, end, type_ in spans(tagger.tag(features([word for word, _ in sentence]))):
            if type_ in marked and not any(start < e and s < end for s, e in open_spans):
                n_found += 1
                n_spans += (start, end) in wanted
                n_typed += type_ in wanted.get((start, end), [])
        n_wanted += len(wanted)
    return (200 * n / (n_found + n_wanted) for n in (n_typed, n_spans))


def main():
    folder = pathlib.Path(sys.argv[1])
    _, sentences = read(folder / "train.columns")
    tagger = train(sentences, folder / "baseline.crfsuite")
    print(f"{len(sentences)} sentences learned")
    for path in sorted(folder.glob("*.columns")):
        if path.stem != "train":
            typed, span = score(tagger, *read(path))
            print(f"{path.stem}: typed {typed:.1f}, span {span:.1f}")


main()
