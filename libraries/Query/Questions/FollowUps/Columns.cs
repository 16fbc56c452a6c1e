using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>Which column a phrase means: one that the query uses already, else the nearest.</summary>
internal static class Columns
{
    private const double PerStep = 0.1;
    private const double InUse = 0.3;
    private const int Unreachable = 100;

    private static readonly string[] Numbering = ["id", "ids", "number", "numbers", "code", "codes", "key", "keys", "no"];

    /// <summary>The best column of a phrase; null when it names none that fits.</summary>
    public static MentionTarget.Column? Best(Revision revision, Phrase phrase, Func<ColumnDefinition, bool>? fits = null)
    {
        var used = Used(revision.Query).Select(revision.Full).ToHashSet(StringComparer.Ordinal);
        return phrase.Mention.Candidates
            .Where(c => c.Target is MentionTarget.Column column && (fits is null || (Definition(revision, column) is { } definition && fits(definition))))
            .Select(c => (Column: (MentionTarget.Column)c.Target, c.Strength))
            .OrderByDescending(c => c.Strength + (used.Contains(Name(c.Column)) ? InUse : 0) - (PerStep * Distance(revision, c.Column.TableName)))
            .Select(c => c.Column)
            .FirstOrDefault();
    }

    public static string Name(MentionTarget.Column column) => $"{column.TableName}.{column.ColumnName}";

    public static ColumnDefinition? Definition(Revision revision, MentionTarget.Column column) => revision.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName);

    /// <summary>Steps from the query's table; many when no row of it leads to one of the other.</summary>
    public static int Distance(Revision revision, string table) => Distance(revision, revision.Table, table);

    /// <summary>Whether a row of the query's table leads to one row of the other.</summary>
    public static bool IsReached(Revision revision, string table) => Distance(revision, table) < Unreachable;

    /// <summary>The columns by which a query groups, lists and filters.</summary>
    public static IEnumerable<string> Used(SemanticQuery query) => query.Dimensions.Select(d => d.Column).Concat(query.Return.Select(r => r.Name)).Concat(FilterTerms.ColumnsOf(query.Filters));

    public static bool IsNumber(ColumnDefinition column) => column is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id };

    /// <summary>What shows a column: the name of what it refers to, unless its number is asked for.</summary>
    public static string Shown(Fragment fragment, Revision revision, Phrase phrase, MentionTarget.Column column)
    {
        if (column.TableName != revision.Table || Enumerable.Range(phrase.Mention.Start, phrase.Mention.End - phrase.Mention.Start).Any(i => Numbering.Contains(fragment.Question.Folded[i]))
            || revision.Model.Relationships.FirstOrDefault(r => r.FromTable == column.TableName && r.FromColumns is [var key] && key == column.ColumnName) is not { } reference
            || revision.Model.FindTable(reference.ToTable) is not { } other || DisplayColumns.NameColumn(other) is not { } name)
            return Name(column);
        var qualifier = revision.Lexicon.Joins.ShortestPaths(revision.Table, other.Name).Count == 1 ? other.Name : reference.Role;
        return qualifier is null ? Name(column) : $"{qualifier}.{name}";
    }

    private static int Distance(Revision revision, string from, string to) =>
        revision.Lexicon.Joins.Steps(from, to) ?? Unreachable;
}
