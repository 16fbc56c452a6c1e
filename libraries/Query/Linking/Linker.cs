using System.Collections.Frozen;
using NlSql.Query.Linking.Recognizers;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking;

/// <summary>Tokens → mentions: every recogniser proposes, none decides.</summary>
internal static class Linker
{
    // Each may look at what those before it have proposed.
    private static readonly Recognizer[] Recognizers =
    [
        new FunctionWordRecognizer(), new ModelRecognizer(), new DurationRecognizer(), new QuotedTextRecognizer(), new MultipleRecognizer(), new MarginRecognizer(), new NumberRecognizer(), new PeriodRecognizer(), new TimeOfDayRecognizer(), new WeekendRecognizer(), new NewRowsRecognizer(), new DatedVerbRecognizer(), new UnitRecognizer(), new StateVerbRecognizer(), new DirectionRecognizer(),
        new AsideRecognizer(), new IncludedAnywayRecognizer(), new RemovingRecognizer(), new OnesRecognizer(), new CountedRecognizer(), new StateRecognizer(), new WorthRecognizer(), new PaymentRecognizer(), new RowsRecognizer(), new RateRecognizer(), new ChangeRecognizer(), new WhichIsMoreRecognizer(), new ChangedGroupsRecognizer(), new RepetitionRecognizer(), new HowMuchRecognizer(), new BreakDownRecognizer(), new SplitComparisonRecognizer(), new PerUnitComparisonRecognizer(), new SkippedGapsRecognizer(), new GradableRecognizer(), new ConvertedUnitRecognizer(), new MeasuringVerbRecognizer(), new AgedRecognizer(), new OnceRecognizer(), new AmongRecognizer(), new EndToEndRecognizer(), new DatedEndRecognizer(), new ReferredNameRecognizer(), new LimitRecognizer(), new LeadingEndRecognizer(), new RelationRecognizer(), new ParticleRecognizer(), new NounOfVerbRecognizer(), new KindOfRecognizer(), new ComparedTextRecognizer(), new OpeningRecognizer(), new ImperativeNounRecognizer(), new DescribedNounRecognizer(), new ValueNounRecognizer(), new TaxRecognizer(), new ExamplesRecognizer(), new PeriodicAmountRecognizer(), new OwnedNameRecognizer(), new EveryOneRecognizer(), new OneByOneRecognizer(), new TopicRecognizer(), new CoordinatedNameRecognizer(), new CoordinatedValueRecognizer(), new PassiveNameRecognizer(), new PassiveAgentRecognizer(), new OutOfStockRecognizer(), new FullNameRecognizer(), new WhoRecognizer(), new CodeWordRecognizer(), new DatasetNameRecognizer(), new WhoseOwnRecognizer(), new AuxiliaryVerbRecognizer(), new FellowRecognizer(), new OwnStateRecognizer(), new WhateverRecognizer(), new SubtractedColumnRecognizer(), new ColumnDateRecognizer(),
    ];

    /// <param name="tokens">The question.</param>
    /// <param name="lexicon">What words may refer to.</param>
    /// <param name="anchor">The day that relative periods count from.</param>
    /// <param name="told">Tokens that stand for something told before, with the values as which they may be read.</param>
    public static LinkedQuestion Link(ValueList<Token> tokens, Lexicon lexicon, DateOnly anchor, IReadOnlyDictionary<string, ValueList<MentionTarget.Value>>? told = null)
    {
        tokens = ComparisonFirst(tokens);
        var words = tokens.Select((t, i) => told?.ContainsKey(t.Folded) == true ? new QuestionWord(t, [new(t.Folded, t.Stem, 0)]) { Unknown = false } : Word(t, lexicon) with { Stressed = IsStressed(tokens, i) }).ToList();
        var question = new LinkedQuestion(words, lexicon, anchor);
        for (var i = 0; told is not null && i < tokens.Count; i++)
        {
            if (told.TryGetValue(tokens[i].Folded, out var values))
                question.Propose(new(i, i + 1, values.Select(v => new MentionCandidate(v, 1, LinkKind.Exact)).ToValueList()));
        }

        foreach (var recognizer in Recognizers)
            recognizer.Recognize(question);
        return question;
    }

    // "20 lots or more" are "20 or more lots".
    private static ValueList<Token> ComparisonFirst(ValueList<Token> tokens)
    {
        var ordered = tokens.ToList();
        for (var i = 0; i + 3 < ordered.Count; i++)
        {
            if (ordered[i].Number is not null && ordered[i + 1] is { Kind: TokenKind.Word, Number: null, Folded: not ("percent" or "pct") } && ordered[i + 2].Folded is "or" && ordered[i + 3].Folded is "more" or "fewer" or "less" && ordered.ElementAtOrDefault(i + 4)?.Folded != "than")
                (ordered[i + 1], ordered[i + 2], ordered[i + 3]) = (ordered[i + 2], ordered[i + 3], ordered[i + 1]);
        }

        return ordered.Select((t, i) => t with { Index = i }).ToValueList();
    }

    private static readonly FrozenSet<string> PlainWords = new[]
    {
        "same", "such", "other", "others", "another", "else", "very", "both", "either", "neither", "without", "again", "never", "always", "often", "every", "still", "already", "than", "then", "them",
        "being", "whole", "after", "before", "later", "early", "late", "once", "twice", "half", "third", "next", "near", "good", "better", "bad", "allow", "allows", "allowed", "permit", "permits", "expect", "expects", "seem", "seems", "want", "wants", "know", "think", "try", "tell", "ask", "leave", "leaves", "feel", "become", "becomes", "mean", "means", "hear", "believe", "continue", "follow", "follows", "stop", "stops", "wait", "remain", "remains", "suggest", "decide", "people", "someone", "person", "member", "members", "together", "district", "districts",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Words too short to be told by their letters.
    private static readonly FrozenDictionary<string, string> Slips =
        "teh the, hte the, adn and, wich which, whcih which, wiht with, wth with, thier their, ahve have, recieve receive, recieved received, recieves receives".Split(", ").Select(s => s.Split(' ')).ToFrozenDictionary(s => s[0], s => s[1], StringComparer.Ordinal);

    // "screenings by type of venue"; "customers who came back"; "with order number, customer and value" ends a list.
    private static bool IsStressed(ValueList<Token> tokens, int at)
    {
        string At(int index) => index >= 0 && index < tokens.Count ? tokens[index].Folded : "";
        return tokens[at].Folded switch
        {
            "type" or "kind" or "sort" => At(at - 1) is "by" or "per" or "each" or "every" && At(at + 1) == "of",
            "back" => At(at - 1) is "come" or "comes" or "came" or "coming",
            "value" or "values" or "amount" or "amounts" or "total" or "totals" => at > 1 && At(at - 1) == "and" && (at + 1 == tokens.Count || tokens[at + 1].Kind == TokenKind.Symbol),
            _ => false,
        };
    }

    private static QuestionWord Word(Token token, Lexicon lexicon)
    {
        List<WordForm> forms = [new(token.Folded, token.Stem, 0)];
        if (token.Kind != TokenKind.Word || token.Number is not null)
            return new(token, forms) { Unknown = false };
        // "P1s" are those of P1.
        if (token.Folded is [.., >= '0' and <= '9', 's'] && lexicon.Phrases.Knows(token.Folded[..^1]))
            return new(token, [new(token.Folded[..^1], token.Folded[..^1], 0)]) { Unknown = false };
        if (Slips.TryGetValue(token.Folded, out var meant) && !lexicon.Knows(token.Folded, token.Stem))
            return new(token, [new(meant, EnglishStemmer.Stem(meant), 0)]) { Unknown = false };
        forms.AddRange(lexicon.Related(token.Folded, token.Stem).Select(w => new WordForm(w, w, 0, Related: true)));
        var known = forms.Count > 1 || lexicon.Knows(token.Folded, token.Stem);
        forms.AddRange(lexicon.RelatedValues(token.Folded, token.Stem).Select(w => new WordForm(w, EnglishStemmer.Stem(w), 0, Related: true, OfValue: true)));
        if (known || forms.Count > 1)
            return new(token, forms) { Unknown = false };
        // A word that is right as it is was not meant to be another: "released" is no slip of "Release".
        if (RelationVerbs.Contains(token.Folded) || PlainWords.Contains(token.Folded))
            return new(token, forms) { Unknown = true };
        // "tikets": the slip is in the word, not in its ending.
        var near = lexicon.Neighbours.Of(token.Folded);
        foreach (var (word, distance) in near.Count > 0 || token.Stem == token.Folded ? near : lexicon.Neighbours.Of(token.Stem))
        {
            if (!Denies(token.Folded, word) && !Denies(word, token.Folded) && (lexicon.Phrases.Knows(EnglishStemmer.Stem(word)) || lexicon.Phrases.Knows(word) || IsSlip(token.Folded, word)))
                forms.Add(new(word, EnglishStemmer.Stem(word), distance));
        }

        return new(token, forms) { Unknown = forms.Count == 1 };
    }

    // "unapproved" is no slip of "approved".
    private static bool Denies(string word, string affirmed) => word.EndsWith(affirmed, StringComparison.Ordinal) && word[..^affirmed.Length] is "un" or "in" or "im" or "ir" or "dis" or "non" or "de";

    // Words of the language are many and alike: only a lost, doubled or swapped letter within one makes it a misspelling ("summer" is not "summed").
    private static bool IsSlip(string written, string meant) =>
        written[0] == meant[0] && (written.Length != meant.Length ? meant.Length > 3 : written[^1] == meant[^1] && written.Order().SequenceEqual(meant.Order()));
}

/// <summary>A question with all that its words may refer to.</summary>
internal sealed class LinkedQuestion(IReadOnlyList<QuestionWord> words, Lexicon lexicon, DateOnly anchor)
{
    private readonly List<Mention> mentions = [];
    private readonly Lazy<HashSet<string>> roots = new(() => words.Select(w => WordRoots.Of(w.Token.Folded)).ToHashSet(StringComparer.Ordinal));

    /// <summary>The words in order.</summary>
    public IReadOnlyList<QuestionWord> Words { get; } = words;

    /// <summary>The words as they are written, folded.</summary>
    public IReadOnlyList<string> Folded { get; } = [.. words.Select(w => w.Token.Folded)];

    /// <summary>The roots of the words.</summary>
    public IReadOnlySet<string> Roots => roots.Value;

    /// <summary>What words may refer to.</summary>
    public Lexicon Lexicon { get; } = lexicon;

    /// <summary>The day that relative periods count from.</summary>
    public DateOnly Anchor { get; } = anchor;

    /// <summary>All proposals, overlapping.</summary>
    public IReadOnlyList<Mention> Mentions => mentions;

    /// <summary>The places behind each "how much".</summary>
    public IEnumerable<int> BehindHowMuch => Enumerable.Range(2, Math.Max(0, Folded.Count - 1)).Where(i => Folded[i - 1] == "much" && Folded[i - 2] == "how");

    /// <summary>Whether the words of a mention name a table, too.</summary>
    public bool NamesTable(Mention mention) => mentions.Exists(m => m.Target is MentionTarget.Table && m.Start == mention.Start && m.End == mention.End);

    /// <summary>Whether something is to be listed rather than counted or added up: "list orders by region", but not "list price by region".</summary>
    public bool AsksForList => mentions.Exists(m => m.Target is MentionTarget.Listing && Words[m.Start].Best == "list"
        && !mentions.Exists(n => n.Target is MentionTarget.Column or MentionTarget.Metric && n.Start == m.Start && n.End > m.End));

    /// <summary>"has not worked there at all".</summary>
    public bool SaysAtAll => Enumerable.Range(1, Math.Max(0, Folded.Count - 1)).Any(i => Folded[i] == "all" && Folded[i - 1] == "at" || Folded[i] == "single" && Folded[i - 1] == "a");

    /// <summary>Whether a word stands behind "of which", "from which": what is said is said of all rows of each thing.</summary>
    public bool SaysOfWhich(int word) => word > 1 && Folded[word - 1] is "which" or "whom" && Folded[word - 2] is "of" or "from" or "for";

    /// <summary>Whether it says by what to sort. Rows can be: "stores by region sorted by floor area"; counted, they have no area.</summary>
    public bool SaysOrder => mentions.Exists(m => m.Target is MentionTarget.Order { TakesKey: true }
        && !mentions.Exists(n => n.Target is MentionTarget.Order { TakesKey: false } && n.Start == m.Start && n.End > m.End));

    /// <summary>Puts a mention with fewer candidates in the place of one.</summary>
    public void Replace(Mention mention, Mention by) => mentions[mentions.IndexOf(mention)] = by;

    /// <summary>Takes back proposals that others have shown to be none.</summary>
    public void Withdraw(Predicate<Mention> mention) => mentions.RemoveAll(mention);

    /// <summary>Proposes a mention.</summary>
    /// <param name="mention">The mention.</param>
    /// <param name="outweighs">Whether words without meaning outweigh what each of them may mean elsewhere.</param>
    public void Propose(Mention mention, bool outweighs = false)
    {
        var weight = mention.Target switch
        {
            MentionTarget.Filler when outweighs => mention.End - mention.Start,
            MentionTarget.Filler => 0,
            // "number of" is one word that counts: its "of" must not outweigh a name that ends in "number".
            MentionTarget.Count => 1,
            _ => mention.End - mention.Start,
        };
        mentions.Add(mention with { Weight = weight });
    }
}
