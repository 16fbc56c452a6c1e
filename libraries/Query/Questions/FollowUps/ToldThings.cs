using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>
/// The things that the previous answer listed or counted ("which vessels have no captain?"), and a question about them by a pronoun: "what are their home ports?", "where do they live?", "the fees of each of them".
/// The noun takes the place of the pronoun, and what is read is asked of those things only, each told by its name.
/// </summary>
/// <param name="Column">What tells one of them from another.</param>
/// <param name="Noun">What one of them is called.</param>
/// <param name="Which">The query for those values of the column; null where the answer had all there are.</param>
internal sealed record ToldThings(string Column, string Noun, SemanticQuery? Which)
{
    private const int Longest = 14;
    private const double Plainly = 0.9;

    private static readonly string[] Plural = ["they", "them", "those", "these"];

    /// <summary>What the previous query lists or counts; null where that is no kind of thing.</summary>
    public static ToldThings? Of(SemanticQuery previous, ModelDefinition model)
    {
        if (previous is not { Union.Count: 0, Compare: null, PerGroupTop: null, ShareOf: null, Running: null })
            return null;
        // Of groups of rows what was said of the rows would be lost.
        if (Grouped(previous, model) is { } named && OneThing.Named(named, model) is { } group && (OneThing.IsKeyOrName(model, named) || previous is { Filters: null, Time: null }))
            return new(named, group, IsWhole(previous) ? null : Kept(previous, named));
        if (previous.Dimensions.Count > 0 || Table(previous, model) is not { PrimaryKey: [var key] } things)
            return null;
        var column = $"{things.Name}.{key}";
        // Those that were counted, and those that were listed.
        if (previous is { Metrics: [{ } count], From: var from, Return.Count: 0, Having: null } && Counts(count, model))
            return new(column, OneThing.Called(things), IsWhole(previous) ? null : new() { From = from ?? things.Name, Return = [OutputReference.Of(column)], Filters = previous.Filters, Time = previous.Time, Shape = QueryShape.Rows });
        return previous.From == things.Name && (previous.Metrics.Count == 0 || previous.Return.Count > 0) && previous.Metrics.All(m => m.Of is not null)
            ? new(column, OneThing.Called(things), IsWhole(previous) ? null : Kept(previous, column)) : null;
    }

    /// <summary>The question with the noun in the place of its pronouns; null where none of them speaks of several things before.</summary>
    public string? Naming(ValueList<Token> tokens, QuestionContext context)
    {
        if (tokens.Count > Longest)
            return null;
        List<string> words = [];
        int? first = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            var (instead, length) = At(tokens, i);
            first ??= instead is null ? null : i;
            words.Add(instead ?? tokens[i].Text);
            i += length - 1;
        }

        if (first is not { } at)
            return null;
        // "the clients and their fees": of the clients that are named. "The names and owners of these" ends on what was told.
        var isNamed = !PointingWords.EndsOnThem(tokens) && !AsksOfEach(tokens) && Linker.Link(tokens, context.Lexicon, context.Query.Anchor.Day).Mentions.Any(m => m.End <= at && m.Strength >= Plainly && m.Target is MentionTarget.Table);
        return isNamed ? null : string.Join(' ', words);
    }

    /// <summary>Whether each of the things is asked about, which no change of the list can tell.</summary>
    public static bool AsksOfEach(ValueList<Token> tokens) => Enumerable.Range(0, tokens.Count).Any(i => IsEach(tokens, i));

    /// <summary>The query, asked of those things only and with their names; null where its rows do not lead to them.</summary>
    public SemanticQuery? About(SemanticQuery query, ModelDefinition model)
    {
        var asked = Which is null ? query : new OneThing(Column, Noun, Which).About(query, model);
        // Measured of each thing they are told already.
        if (asked is null || asked.Metrics.Count > 0)
            return asked;
        var table = Column.Split('.')[0];
        var names = model.FindTable(table) is { } things ? DisplayColumns.Of(things).Shown.Select(c => $"{table}.{c}").ToList() : [];
        var shown = asked.Dimensions.Select(d => d.Column).Concat(asked.Return.Select(r => r.Name)).ToList();
        if (names.Count == 0 || names.Exists(shown.Contains) || shown.Contains(Column) || (asked.From ?? table) != table && !model.Relationships.Any(r => r.FromTable == asked.From && r.ToTable == table))
            return asked;
        return asked.Dimensions.Count > 0
            ? asked with { Dimensions = [.. names.Select(n => new DimensionReference { Column = n }), .. asked.Dimensions], Return = asked.Return.Count == 0 ? [] : [.. names.Select(OutputReference.Of), .. asked.Return] }
            : asked with { Return = [.. names.Select(OutputReference.Of), .. asked.Return] };
    }

    // Groups of one column, or of things of one name told apart by their key.
    private static string? Grouped(SemanticQuery query, ModelDefinition model)
    {
        var columns = query.Dimensions.Where(d => d is { Grain: null, Expression: null }).Select(d => d.Column).ToList();
        return columns.Count != query.Dimensions.Count ? null : columns is [var only] ? only
            : columns.Find(c => OneThing.IsKey(model, c)) is { } key && columns.TrueForAll(c => c.Split('.')[0] == key.Split('.')[0]) ? key : null;
    }

    // What stands instead of the words from here, and how many they are; one word as it is where they are no pronoun.
    private (string? Instead, int Length) At(ValueList<Token> tokens, int at)
    {
        var word = tokens[at].Folded;
        string? Next(int by) => Word(tokens, at + by);
        if (IsEach(tokens, at))
            return ($"each {Noun}", Next(1) is null ? 1 : Next(1) == "one" ? 2 : 3);
        // "which of them have no club": which runner.
        if (word == "of" && at > 0 && tokens[at - 1].Folded == "which" && Next(1) is { } them && Plural.Contains(them) && Next(2) is "have" or "has" or "had" or "are" or "were" or "is" or "was" or "did" or "do" or "never" or "got")
            return (Noun, 2);
        // "the one with the most lots".
        if (word == "the" && Next(1) is "one" or "ones" && Next(2) is "with" or "that" or "who" or "which" or "in" or "from" or "at" or "on")
            return ($"the {Noun}", 2);
        if (word == "their" && Next(1) is not null)
            return ($"the {Noun}'s", 1);
        if (!Plural.Contains(word))
            return (null, 1);
        // "those plays" where plays were listed; "those in Rome" says which by itself.
        if (word is "those" or "these" && Next(1) is { } noun)
            return EnglishStemmer.Stem(noun) == Noun ? ("the", 1) : noun is "are" or "were" or "have" or "has" or "had" or "did" or "do" or "by" or "per" ? ($"the {Noun}", 1) : (null, 1);
        return ($"the {Noun}", 1);
    }

    // "each of them", "… of each", "… of each one".
    private static bool IsEach(ValueList<Token> tokens, int at) => tokens[at].Folded == "each"
        && ((Word(tokens, at + 1) == "of" && Word(tokens, at + 2) is { } of && Plural.Contains(of)) || (at > 0 && tokens[at - 1].Folded is "was" or "were" or "is" or "are" && Word(tokens, at + 1) == "one")
            || (at > 0 && tokens[at - 1].Folded is "of" or "for" or "in" or "by" or "at" or "has" or "have" or "did" or "does" && (Word(tokens, at + 1) is null || (Word(tokens, at + 1) == "one" && Word(tokens, at + 2) is null))));

    private static string? Word(ValueList<Token> tokens, int at) => at < tokens.Count && tokens[at].Kind != TokenKind.Symbol ? tokens[at].Folded : null;

    /// <summary>The table of whose rows a query is; null where it is of several.</summary>
    public static TableDefinition? Table(SemanticQuery query, ModelDefinition model) =>
        (query.From ?? query.Metrics.Select(m => m.Name is { } name ? MetricTables.Of(model, name) is [var only] ? only : null : m.Of is null ? m.Column?.Split('.')[0] : null).FirstOrDefault()) is { } table ? model.FindTable(table) : null;

    // All rows that fulfil the conditions of the query; those of the measure itself would be lost.
    private static bool Counts(MetricReference metric, ModelDefinition model) => metric.Name is { } name
        ? model.FindMetric(name) is { Type: MetricType.Simple, Aggregate: AggregateFunction.Count, Expression: null or "*", Filter: null } && metric.Where is null
        : metric is { Aggregate: AggregateFunction.Count, Column: null, Of: null, Where: null };

    private static bool IsWhole(SemanticQuery query) => query is { Filters: null, Having: null, Limit: null, Time: null } && query.Metrics.All(m => m.Of is not null || m.Where is null);

    // What decides which they are, and no more.
    private static SemanticQuery Kept(SemanticQuery query, string column)
    {
        var ranked = query.Limit is not null || query.Having is not null;
        return query with
        {
            Return = [OutputReference.Of(column)],
            Metrics = ranked ? query.Metrics : [],
            OrderBy = query.Limit is null ? [] : query.OrderBy,
            Shape = ranked || query.Dimensions.Count > 0 ? query.Shape : QueryShape.Rows,
        };
    }
}
