using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Told;

/// <summary>
/// What a conversation has told and later words may stand for: "that seller", "her shows", "those inspections", "there". In a question it is read as a value of its column would be; in the query that comes of
/// it, those rows are asked for.
/// </summary>
/// <param name="Key">What tells one of them from another: <c>table.column</c>.</param>
/// <param name="Noun">What one of them is called.</param>
/// <param name="Which">The query for those values of the key; null where all there are were told.</param>
/// <param name="IsOne">Whether a single one was told.</param>
internal sealed record ToldValue(string Key, string Noun, SemanticQuery? Which, bool IsOne)
{
    // No value of a dataset has it: separates nothing, and is seen by nobody.
    private const char Mark = '\u2063';

    /// <summary>The value itself, where the question before named it; null where a query finds it.</summary>
    public string? Named { get; init; }

    /// <summary>The column as whose value it is read: <c>table.column</c>.</summary>
    public required string Column { get; init; }

    /// <summary>What it is, for people.</summary>
    public string Called => Named ?? $"the {Noun} told before";

    public string Table => Key[..Key.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>What stands for it in a question.</summary>
    public string Text => Named ?? $"{Mark}the {Noun} told before";

    /// <summary>What words were read as: "the game told before", and not that the title is that.</summary>
    public static string Meant(string meaning) => meaning[(meaning.IndexOf(Mark, StringComparison.Ordinal) + 1)..];

    /// <summary>Words in which it may stand, without the mark.</summary>
    public static string ForPeople(string words) => words.Replace($"{Mark}", "", StringComparison.Ordinal);

    /// <summary>The columns as whose value it can be read: its own; of a kind, such as a region, those of that name in other tables, too.</summary>
    public ValueList<MentionTarget.Value> Targets(ModelDefinition model)
    {
        var name = Column[(Column.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var own = new MentionTarget.Value(Table, name, Text);
        return OneThing.IsKeyOrName(model, Key) ? [own]
            : [own, .. model.Tables.Where(t => t.Name != Table && t.FindColumn(name) is { Type: ColumnType.Text, Visibility: ColumnVisibility.Public } && !OneThing.IsKeyOrName(model, $"{t.Name}.{name}")).Select(t => new MentionTarget.Value(t.Name, name, Text))];
    }

    /// <summary>The condition that a row has one of these; null where every row fulfils it.</summary>
    /// <param name="column">The column in the query, by the way that leads to it.</param>
    /// <param name="negated">Whether it has none of them.</param>
    public QueryFilter? Condition(string column, bool negated) => Named is not null ? Reading.FilterTerms.Values(column, [QueryLiteral.Of(Named)], negated)
        : Which is null ? null
        : new QueryFilter.Membership(Key == Column ? column : $"{column[..(column.LastIndexOf('.') + 1)]}{Key[(Key.IndexOf('.', StringComparison.Ordinal) + 1)..]}", negated, Which);

    /// <summary>Whether a query shows nothing but what the thing is called.</summary>
    public bool Tells(SemanticQuery query, ModelDefinition model)
    {
        var shown = query.Return.Count > 0 ? query.Return.Select(r => r.Name) : query.Dimensions.Select(d => d.Column);
        return shown.Any() && shown.All(s => s == Key || s == Column || (model.FindTable(Table) is { } table && OneThing.IsKeyOrName(model, Key) && DisplayColumns.Of(table).Shown.Any(c => s == $"{Table}.{c}")));
    }

    /// <summary>Whether a column is one of the thing itself.</summary>
    public bool IsOf(ModelDefinition model, MentionTarget.Column column) => $"{column.TableName}.{column.ColumnName}" is var name && (name == Key || name == Column || (column.TableName == Table && OneThing.IsKeyOrName(model, name) && OneThing.IsKeyOrName(model, Key)));
}
