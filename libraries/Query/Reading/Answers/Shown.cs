using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Answers;

/// <summary>What a query shows, and how its columns are named.</summary>
internal static class Shown
{
    public static bool IsDate(LinkedQuestion question, string column) => Column(question, column) is { Kind: ColumnKind.Time } or { Type: ColumnType.Date or ColumnType.Timestamp } || (column.Split('.') is [var table, var name] && question.Lexicon.IsYear(new(table, name)));

    public static bool Names(Mention mention, string column) => mention.Link is LinkKind.Exact or LinkKind.Stem or LinkKind.Synonym && mention.Candidates.Any(c => c.Target is MentionTarget.Column named && $"{named.TableName}.{named.ColumnName}" == column);

    public static IEnumerable<string> Outputs(SemanticQuery query) => query.Return.Select(r => r.Name).Concat(query.Dimensions.Select(d => d.Column));

    public static ColumnDefinition? Column(LinkedQuestion question, string name) => name.Split('.') is [var table, var column] ? question.Lexicon.Model.FindTable(table)?.FindColumn(column) : null;

    public static bool IsPart(ColumnDefinition column) => column.Unit == "percent" || column.Name.Split('_').Any(w => w is "pct" or "percent" or "percentage" or "rate");
}
