using NlSql.Query.Linking.Names;
using NlSql.Query.Linking.Words;
using NlSql.Query.Model;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking;

/// <summary>Puts the names, labels, synonyms and values of a model into a phrase index.</summary>
internal sealed class LexiconBuilder
{
    private const int LongestValue = 12;
    private const int MostSuggested = 24;
    private const int MostNames = 500;
    private const int ShortestFirstWord = 4;
    private const double MostlyPeople = 0.8;

    private static readonly string[] Titles = ["dr", "doctor", "mr", "mrs", "ms", "miss", "prof", "professor"];

    private readonly HashSet<(string, MentionTarget)> added = [];

    // What the model itself says, by stems: how strong its best thing is and of which kinds there are.
    private readonly Dictionary<string, HashSet<Type>> owners = new(StringComparer.Ordinal);

    private readonly List<(List<string> Words, string Stems, LexiconEntry Entry)> suggested = [];

    private HashSet<string> hidden = new(StringComparer.Ordinal);

    private readonly HashSet<string> suggestedWords = new(StringComparer.Ordinal);

    public PhraseIndex<LexiconEntry> Phrases { get; } = new();

    /// <summary>Adds what a model calls its parts, and what their names suggest.</summary>
    /// <param name="model">The model.</param>
    /// <param name="money">The sum that a word for money means; null when it means none.</param>
    public void AddModel(ModelDefinition model, Func<string, MetricDefinition?> money)
    {
        foreach (var metric in model.Metrics)
            AddNames(new MentionTarget.Metric(metric.Name), metric.Name, metric.Label, metric.Synonyms, metric.SynonymRanks);
        foreach (var segment in model.Segments)
            AddNames(new MentionTarget.Segment(segment.Name), segment.Name, segment.Label, segment.Synonyms, segment.SynonymRanks);
        hidden = model.Tables.SelectMany(t => t.Columns).Where(c => c.Visibility != ColumnVisibility.Public).Select(c => EnglishStemmer.StemAll(c.Label.ToLowerInvariant())).ToHashSet(StringComparer.Ordinal);
        foreach (var table in model.Tables)
        {
            AddNames(new MentionTarget.Table(table.Name), table.Name, table.Label, table.Synonyms, table.SynonymRanks);
            foreach (var column in table.Columns.Where(c => c.Visibility == ColumnVisibility.Public))
                AddColumn(table, column);
        }

        foreach (var entry in model.Glossary)
            AddGlossary(model, entry);
        new NameIndexer(this, model).Add();
        foreach (var word in MoneyNouns.OfSums)
        {
            // "invoiced" is a form of inv_gbp's own word.
            if (money(word) is { } sum && !Ledgers.IsOf(sum, word))
                Suggest(new([word], LinkStrengths.Core, LinkKind.General), new MentionTarget.Metric(sum.Name));
        }

        // A word that very many names share says little: the best suffice, and looking it up stays cheap.
        foreach (var phrase in suggested.GroupBy(s => (s.Stems, s.Entry.Target.GetType())))
        {
            foreach (var (words, _, entry) in phrase.OrderByDescending(s => s.Entry.Strength).Take(MostSuggested))
                Phrases.Add(words, entry);
        }
    }

    /// <summary>Adds a phrase that a name only suggests. What the model itself calls so goes first.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="target">What it may stand for.</param>
    /// <param name="own">Whether nothing else of the target's table has a better claim, whatever other tables call so.</param>
    public void Suggest(NamePhrase phrase, MentionTarget target, bool own = false)
    {
        var strength = phrase.Strength;
        var words = phrase.Words.Select(EnglishStemmer.Stem).ToList();
        var stems = string.Join(' ', words);
        // "card number" is the one that nobody may see, and not the card's id.
        if (phrase.Link == LinkKind.General && hidden.Contains(stems))
            return;
        if (owners.TryGetValue(stems, out var kinds))
        {
            if (phrase.Link == LinkKind.General && !own)
                return;
            var whole = phrase.Strength >= LinkStrengths.Whole;
            var measured = kinds.Contains(typeof(MentionTarget.Metric));
            if (target is MentionTarget.Table || kinds.Contains(typeof(MentionTarget.Table)) || kinds.Contains(typeof(MentionTarget.Segment)) || (measured && !whole))
                return;
            // "no_of_customers" is the number of customers as it is stored; who says the whole name means it.
            if (!own && (measured || !whole) && !(whole && phrase is { Words: ["number", "of", ..], Link: not LinkKind.General }))
                strength = Math.Min(strength, LinkStrengths.Overshadowed);
        }

        var surface = string.Join(' ', phrase.Words);
        suggestedWords.UnionWith(words);
        if (added.Add((surface, target)))
            suggested.Add((words, stems, new(target, strength, surface, phrase.Link)));
    }

    /// <summary>Calls the rows of a table by a noun that nothing but columns is called: references to them, their key.</summary>
    public void CallRows(string noun, MentionTarget.Table table)
    {
        if (!owners.TryGetValue(EnglishStemmer.Stem(noun), out var kinds) || kinds.All(k => k == typeof(MentionTarget.Column)))
            Add(noun, table, LinkStrengths.RoleNoun, LinkKind.General);
    }

    public void AddValues(string table, ColumnDefinition column, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            var target = new MentionTarget.Value(table, column.Name, value);
            Add(value, target, LinkStrengths.Value, LinkKind.Exact);
            var folded = TextFolding.Fold(value);
            foreach (var form in SexForms.Of(column, value).Concat(CountryForms.Of(folded)).Concat(NounOf(value)).Concat(CountryForms.Of(column, folded)).Concat(CompassForms.Of(folded)).Concat(MaterialForms.Of(folded)).Concat(CodeForms.Of(column, value)).Concat(StatusForms.Of(column, folded)))
                Add(form, target, LinkStrengths.ValueSynonym, LinkKind.Synonym);
        }
    }

    // "dropout" of "dropped out".
    private static IEnumerable<string> NounOf(string value) =>
        Tokenizer.Tokenize(value) is [{ Kind: TokenKind.Word, Folded: [.., 'e', 'd'] verb }, { Kind: TokenKind.Word, Folded: "out" or "in" or "up" or "off" or "down" or "over" or "back" } particle] ? [WordRoots.Of(verb) + particle.Folded] : [];

    /// <summary>Adds the first word of names of several words, where only one of them begins so: "Exeter" for Exeter Retail Park.</summary>
    public void AddFirstWords(string table, ColumnDefinition column, IReadOnlyList<string> values)
    {
        if (values.Count > MostNames)
            return;
        var begun = values.Select(v => (Value: v, Words: Tokenizer.Tokenize(v).Where(t => t.Kind == TokenKind.Word).ToList())).Where(v => v.Words.Count > 0).ToLookup(v => v.Words[0].Stem, StringComparer.Ordinal);
        foreach (var group in begun)
        {
            if (group.ToList() is [{ Words: [var first, _, ..] } only])
                AddPart(first.Folded, new MentionTarget.Value(table, column.Name, only.Value));
        }
    }

    /// <summary>Adds what people are called by who have a first and a last name: "Frost", "Dr Frost", "Yusuf", where only one of them is.</summary>
    public void AddPeople(string table, ColumnDefinition column, IReadOnlyList<string> values)
    {
        if (values.Count is < 2 or > MostNames)
            return;
        var people = values.Select(v => (Value: v, Names: PersonName(v))).Where(v => v.Names.Length > 0).ToList();
        if (people.Count < values.Count * MostlyPeople)
            return;
        foreach (var (name, person) in Unique(people, p => p.Names[^1]).Concat(Unique(people, p => p.Names[0])))
        {
            var target = new MentionTarget.Value(table, column.Name, person.Value);
            if (name == person.Names[^1])
            {
                foreach (var title in Titles)
                    Add($"{title} {name}", target, LinkStrengths.ValueSynonym, LinkKind.Part);
            }

            AddPart(name, target);
        }
    }

    // One word of a name, where nothing else is called so.
    private void AddPart(string word, MentionTarget.Value target)
    {
        var stem = EnglishStemmer.Stem(word);
        if (word.Length >= ShortestFirstWord && !FunctionWords.Knows(word) && !owners.ContainsKey(stem) && !suggestedWords.Contains(stem))
            Add(word, target, LinkStrengths.FirstWord, LinkKind.Part);
    }

    private static IEnumerable<(string Name, (string Value, string[] Names) Person)> Unique(List<(string Value, string[] Names)> people, Func<(string Value, string[] Names), string> name) =>
        people.GroupBy(name, StringComparer.Ordinal).Where(g => g.Count() == 1).Select(g => (g.Key, g.First()));

    // "Dr Liam Frost", "L. Frost": names without titles, folded; empty for what is no name of a person.
    private static string[] PersonName(string value)
    {
        var words = Tokenizer.Tokenize(value).Where(t => t.Kind != TokenKind.Symbol).ToList();
        if (words is [{ Folded: var title }, ..] && Titles.Contains(title))
            words.RemoveAt(0);
        return words.Count is 2 or 3 && words.TrueForAll(w => w.Kind == TokenKind.Word && char.IsUpper(w.Text[0])) ? [.. words.Select(w => w.Folded)] : [];
    }

    private void AddColumn(TableDefinition table, ColumnDefinition column)
    {
        var target = new MentionTarget.Column(table.Name, column.Name);
        AddNames(target, column.Name, column.Label, column.Synonyms, column.SynonymRanks);
        if (Core(table, column) is { } core)
            Own(core, target, LinkStrengths.Core, LinkKind.Part);
        foreach (var coded in column.Values)
        {
            var value = new MentionTarget.Value(table.Name, column.Name, coded.Value);
            Add(coded.Value, value, LinkStrengths.Value, LinkKind.Exact);
            foreach (var synonym in coded.Synonyms)
                Add(synonym, value, LinkStrengths.ValueSynonym, LinkKind.Synonym);
        }
    }

    private void AddGlossary(ModelDefinition model, GlossaryEntry entry)
    {
        if (Target(model, entry.MapsTo) is not { } target)
            return;
        foreach (var words in entry.Synonyms.Prepend(entry.Term))
            Own(words, target, target is MentionTarget.Column ? LinkStrengths.GlossaryOfColumn : LinkStrengths.Glossary, LinkKind.Synonym);
    }

    private static MentionTarget? Target(ModelDefinition model, string? name)
    {
        if (name is null)
            return null;
        if (model.FindMetric(name) is { } metric)
            return new MentionTarget.Metric(metric.Name);
        if (model.FindSegment(name) is { } segment)
            return new MentionTarget.Segment(segment.Name);
        if (model.FindTable(name) is { } whole)
            return new MentionTarget.Table(whole.Name);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && model.FindTable(name[..dot]) is { } table
            && table.FindColumn(name[(dot + 1)..]) is { Visibility: ColumnVisibility.Public } column
                ? new MentionTarget.Column(table.Name, column.Name)
                : null;
    }

    private void AddNames(MentionTarget target, string name, string label, IEnumerable<string> synonyms, IReadOnlyDictionary<string, int> ranks)
    {
        Own(name.Replace('_', ' '), target, LinkStrengths.Name, LinkKind.Exact);
        Own(label, target, LinkStrengths.Name, LinkKind.Exact);
        foreach (var synonym in synonyms)
            Own(synonym, target, LinkStrengths.Synonym - (LinkStrengths.RankLoss * (ranks.GetValueOrDefault(synonym, 1) - 1)), LinkKind.Synonym);
    }

    private void Own(string phrase, MentionTarget target, double strength, LinkKind link)
    {
        Add(phrase, target, strength, link);
        var stems = string.Join(' ', Tokenizer.Tokenize(phrase).Where(t => t.Kind != TokenKind.Symbol).Select(t => t.Stem));
        if (!owners.TryGetValue(stems, out var kinds))
            owners.Add(stems, kinds = []);
        kinds.Add(target.GetType());
    }

    private void Add(string phrase, MentionTarget target, double strength, LinkKind link)
    {
        var tokens = Tokenizer.Tokenize(phrase).Where(t => t.Kind != TokenKind.Symbol).ToList();
        if (tokens.Count is 0 or > LongestValue)
            return;
        var surface = string.Join(' ', tokens.Select(t => t.Folded));
        if (added.Add((surface, target)))
            Phrases.Add([.. tokens.Select(t => t.Stem)], new(target, strength, surface, link));
    }

    // What a column's name says beyond its table's: customer_name of customers → "name".
    private static string? Core(TableDefinition table, ColumnDefinition column)
    {
        var owner = Tokenizer.Tokenize(table.Name.Replace('_', ' ')).Select(t => t.Stem).ToHashSet(StringComparer.Ordinal);
        var words = column.Name.Split('_', StringSplitOptions.RemoveEmptyEntries);
        var rest = words.Where(w => !owner.Contains(EnglishStemmer.Stem(TextFolding.Fold(w)))).ToList();
        return rest.Count > 0 && rest.Count < words.Length ? string.Join(' ', rest) : null;
    }
}

/// <summary>How surely a phrase stands for its target, by the phrase's origin.</summary>
internal static class LinkStrengths
{
    public const double Name = 1.0;
    public const double Synonym = 0.96;
    public const double Glossary = 0.94;

    /// <summary>A term that maps to a column often is one of its values.</summary>
    public const double GlossaryOfColumn = 0.6;

    public const double Value = 0.95;
    public const double ValueSynonym = 0.9;
    public const double Core = 0.8;

    /// <summary>What a name is of, where its key and its kind are called so, too: "site" for site_name.</summary>
    public const double NameOfThing = 0.92;

    /// <summary>A name of several words by its first one.</summary>
    public const double FirstWord = 0.6;

    /// <summary>A name but for how it is stored: "booking status" for booking_status_code.</summary>
    public const double Stored = 0.84;

    /// <summary>A name with an abbreviation written out, or made.</summary>
    public const double Abbreviation = 0.94;

    /// <summary>"date of birth" for birth_date.</summary>
    public const double Reversed = 0.9;

    /// <summary>A name with a synonym of general English in it.</summary>
    public const double General = 0.66;

    /// <summary>From here on a phrase says all that a name says.</summary>
    public const double Whole = 0.75;

    /// <summary>A part of a core: the least, what covering it adds, and what its last word adds.</summary>
    public const double LeastPart = 0.42;
    public const double Covered = 0.24;
    public const double Head = 0.08;

    /// <summary>The last words of a table's name; the first ones; a noun of its role; a verb that speaks of its rows.</summary>
    public const double TableHead = 0.66;
    public const double TableModifier = 0.5;
    public const double RoleNoun = 0.6;
    public const double TableVerb = 0.4;

    /// <summary>The most that a part has where the model calls something else so.</summary>
    public const double Overshadowed = 0.4;

    /// <summary>The most that a word of the language has as a part of a name.</summary>
    public const double LanguageWord = 0.3;

    /// <summary>What is left for each word that has only its root in common with a name.</summary>
    public const double RootShare = 0.65;

    /// <summary>The same for a word that has only its root in common with a value: "cancellations" for Cancelled.</summary>
    public const double RootShareOfValue = 0.85;

    /// <summary>Taken off for each rank by which a synonym stands back: enough to come second, too little to make anything doubtful.</summary>
    public const double RankLoss = 0.02;

    /// <summary>Taken off when only the stems agree.</summary>
    public const double StemLoss = 0.03;

    /// <summary>Taken off for each typing error.</summary>
    public const double TypingErrorLoss = 0.15;
}
