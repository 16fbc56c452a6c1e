using NlSql.Query.Model;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>
/// The one thing that the previous answer told ("who led most trips?"), and a question about it by a pronoun: "where do they live?", "how old is he?", "which club is that person in?". The noun takes the
/// place of the pronoun, and what is read is asked of that thing only.
/// </summary>
internal sealed record OneThing(string Column, string Noun, SemanticQuery Which)
{
    private static readonly string[] Persons = ["he", "she", "him", "her"];
    private static readonly string[] Subjects = ["he", "she", "they", "it", "him", "them"];
    private static readonly string[] BehindThat = ["person", "one", "guy", "man", "woman", "lady", "fellow"];
    private static readonly string[] Possessives = ["his", "her", "its", "their"];
    private static readonly string[] Asking = ["who", "what", "which", "where", "when", "how", "whose", "is", "was", "does", "did", "has", "have", "and"];
    private static readonly string[] Auxiliaries = ["is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "will"];

    /// <summary>The thing that the previous query tells; null where it tells several or none.</summary>
    public static OneThing? Of(SemanticQuery previous, ModelDefinition model)
    {
        // What was asked of it before is still about it.
        if (previous is not { Limit: 1, PerGroupTop: null, Union.Count: 0, Compare: null, OrderBy.Count: > 0 })
            return FilterTerms.Of(previous.Filters).OfType<QueryFilter.Membership>().FirstOrDefault(m => m is { Negated: false, Query.Limit: 1 }) is { } known && Named(known.Column, model) is { } same ? new(known.Column, same, known.Query) : null;
        // One row, also where it is ranked by how many others belong to it.
        if (previous is { From: { } table, Dimensions.Count: 0 } && (previous.Shape == QueryShape.Rows || previous.Return.Count > 0) && previous.Metrics.All(m => m.Of is not null) && model.FindTable(table) is { PrimaryKey: [var key] } things)
            return new($"{table}.{key}", Called(things), previous with { Return = [OutputReference.Of($"{table}.{key}")] });
        if (previous.Metrics.Count == 0 || previous.Dimensions.Any(d => d.Grain is not null || d.Expression is not null))
            return null;
        // Of a thing shown by its name the key tells it, where it is there.
        var column = previous.Dimensions.Select(d => d.Column).FirstOrDefault(c => IsKey(model, c)) ?? (previous.Dimensions.Count == 1 ? previous.Dimensions[0].Column : null);
        return column is not null && Named(column, model) is { } noun ? new(column, noun, previous with { Return = [OutputReference.Of(column)] }) : null;
    }

    /// <summary>The noun for what a column tells: the table's where it is its key or its name; null for a column that there is not.</summary>
    public static string? Named(string column, ModelDefinition model) =>
        column.Split('.') is not [var table, var name] || model.FindTable(table) is not { } of || of.FindColumn(name) is not { } definition ? null
        : IsKeyOrName(model, column) ? Called(of) : definition.Label.ToLowerInvariant();

    /// <summary>The question with the noun in the place of its pronouns, the nearest meaning first; none where it has no pronoun that may speak of one thing.</summary>
    public IEnumerable<string> Namings(ValueList<Token> tokens)
    {
        if (Named(tokens) is not { } named)
            yield break;
        // "what does it cost": its price before all that was spent on it.
        if (AsksPrice(tokens))
            yield return $"how expensive is the {Noun}";
        yield return named;
    }

    private static bool AsksPrice(ValueList<Token> tokens) => tokens is [{ Folded: "what" }, { Folded: "does" or "do" or "did" }, _, { Folded: "cost" }, ..] && tokens.Skip(4).All(t => t.Kind == TokenKind.Symbol);

    private string? Named(ValueList<Token> tokens)
    {
        if (tokens.Count == 0 || !Asking.Contains(tokens[0].Folded))
            return null;
        List<string> words = [];
        var said = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Pronoun(tokens, i) is > 0 and var length)
            {
                said = true;
                words.Add("the " + Noun);
                i += length - 1;
                continue;
            }

            // "what was its revenue".
            if (i > 0 && Possessives.Contains(tokens[i].Folded) && i + 1 < tokens.Count && tokens[i + 1].Kind == TokenKind.Word)
            {
                said = true;
                words.Add($"the {Noun}'s");
                continue;
            }

            words.Add(tokens[i].Text);
        }

        return said ? string.Join(' ', words) : null;
    }

    /// <summary>Whether a person is spoken of that only an answer before can have told.</summary>
    public static bool SpeaksOfPerson(ValueList<Token> tokens) => tokens.Count is > 1 and <= 12
        && Enumerable.Range(0, tokens.Count).Any(i => (Persons.Contains(tokens[i].Folded) && Pronoun(tokens, i) > 0) || (tokens[i].Folded == "that" && i + 1 < tokens.Count && BehindThat.Contains(tokens[i + 1].Folded) && tokens[i + 1].Folded != "one"));

    /// <summary>Whether a property is asked for, which no change of the previous query can tell.</summary>
    public static bool AsksOfIt(ValueList<Token> tokens) => tokens is [{ Folded: "who" or "where" or "when" }, ..] or [{ Folded: "how" }, { Folded: not ("much" or "many" or "often" or "about" or "does" or "do" or "did" or "is" or "was") }, ..] || AsksPrice(tokens);

    /// <summary>The query, asked of that thing only; null where its rows do not lead to it, or where it would only tell the thing once more.</summary>
    public SemanticQuery? About(SemanticQuery query, ModelDefinition model)
    {
        var about = new QueryFilter.Membership(Column, false, Which);
        var table = Column.Split('.')[0];
        var from = query.From ?? query.Metrics.Select(m => m.Name is { } name ? MetricTables.Of(model, name) is [var measured, ..] ? measured : null : m.Column?.Split('.')[0]).FirstOrDefault(t => t is not null) ?? query.Dimensions.Select(d => d.Column.Split('.')[0]).FirstOrDefault();
        // "the grade at its latest inspection": the latest of its own.
        var ranksOthers = FilterTerms.Of(query.Filters).Any(t => t is QueryFilter.Membership { Query.Limit: not null });
        return from is null || query.Union.Count > 0 || ranksOthers || Tells(query, model) ? null
            : from == table || model.Relationships.Any(r => r.FromTable == from && r.ToTable == table) ? query with { Filters = FilterTerms.With(query.Filters, about) }
            : model.Relationships.Any(r => r.FromTable == table && r.ToTable == from) ? query with { Filters = FilterTerms.With(query.Filters, new QueryFilter.Related(table, null, about, Quantifier.Some)) }
            : null;
    }

    private bool Tells(SemanticQuery query, ModelDefinition model)
    {
        var outputs = query.Return.Count > 0 ? query.Return.Select(r => r.Name).ToList() : query.Metrics.Count > 0 ? [] : query.Dimensions.Select(d => d.Column).ToList();
        var own = model.FindTable(Column.Split('.')[0]) is { } table ? DisplayColumns.Of(table).Shown.Select(c => $"{table.Name}.{c}").Append(Column).ToList() : [Column];
        return outputs.Count > 0 && outputs.TrueForAll(own.Contains);
    }

    // How many words from here are a pronoun: "he or she", "that person"; 0 for none.
    private static int Pronoun(ValueList<Token> tokens, int at)
    {
        var word = tokens[at].Folded;
        if (word == "that" && at + 1 < tokens.Count && BehindThat.Contains(tokens[at + 1].Folded))
            return 2;
        if (!Subjects.Contains(word))
            return 0;
        if (at + 2 < tokens.Count && tokens[at + 1].Folded == "or" && Subjects.Contains(tokens[at + 2].Folded))
            return 3;
        var before = at > 0 ? tokens[at - 1].Folded : "";
        // "how many of them", "make it", "is it true": of rows, of the answer, of nothing.
        return (word == "it" && at + 1 < tokens.Count && tokens[at + 1].Folded is "take" or "takes" or "took" or "true") || before is "of" or "make" or "put" or "sort" or "split" or "break" or "show" ? 0
            : word is "they" or "it" or "them" && at > 0 && !Auxiliaries.Contains(before) && at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Word ? 0 : 1;
    }

    /// <summary>Whether a column is the key of its table.</summary>
    public static bool IsKey(ModelDefinition model, string column) => column.Split('.') is [var table, var name] && model.FindTable(table)?.PrimaryKey is [var key] && key == name;

    /// <summary>Whether a column is the key or the name of what its table holds.</summary>
    public static bool IsKeyOrName(ModelDefinition model, string column) => IsKey(model, column)
        || (column.Split('.') is [var table, var name] && model.FindTable(table) is { } things && DisplayColumns.NameColumn(things) == name);

    /// <summary>What one row of a table is called.</summary>
    public static string Called(TableDefinition table) => EnglishStemmer.Stem(table.Label.ToLowerInvariant());
}
