using NlSql.Query.Linking;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>What a question asks and a query does not answer: "how much" without a number, "when" without a date, "per" without groups. Such a reading must not run.</summary>
internal static class Unanswered
{
    /// <summary>How many such things there are.</summary>
    public static int Of(LinkedQuestion question, Cover cover, SemanticQuery query)
    {
        if (query.Union.Count > 0)
            return 0;
        var counted = query.Metrics.Count > 0;
        bool[] missed =
        [
            !counted && AsksHowMuch(question) && !Outputs(query).Any(c => Column(question, c) is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id }),
            !counted && cover.Mentions.Any(m => m.Target is MentionTarget.Aggregate { Function: AggregateFunction.Sum } && m.End - m.Start > 1) && query.Shape == QueryShape.Rows,
            !counted && question.Folded[0] == "when" && !Outputs(query).Any(c => Column(question, c) is { Kind: ColumnKind.Time } or { Type: ColumnType.Date or ColumnType.Timestamp }),
            query.Metrics.Count == 1 && query.PerGroupTop is null && !Outputs(query).Any(o => o.Contains('.', StringComparison.Ordinal)) && cover.Mentions.Any(m => m.Target is MentionTarget.Grouping { Each: true } && Enumerable.Range(m.Start, m.End - m.Start).Any(i => question.Folded[i] is "per" or "each")),
            query.Filters is { } filter && Denies(filter),
        ];
        return missed.Count(m => m);
    }

    private static bool AsksHowMuch(LinkedQuestion question) => Enumerable.Range(1, Math.Max(0, question.Folded.Count - 1)).Any(i => question.Folded[i] == "much" && question.Folded[i - 1] == "how");

    private static IEnumerable<string> Outputs(SemanticQuery query) => query.Return.Select(r => r.Name).Concat(query.Dimensions.Select(d => d.Column));

    private static ColumnDefinition? Column(LinkedQuestion question, string name) => name.Split('.') is [var table, var column] ? question.Lexicon.Model.FindTable(table)?.FindColumn(column) : null;

    // A row of 2022 is not of 2024 anyway: who says so means rows of two kinds.
    private static bool Denies(QueryFilter filter) => filter switch
    {
        QueryFilter.AllOf all => Denies(all.Terms) || all.Terms.Any(Denies),
        QueryFilter.AnyOf any => Denies(any.Terms) || any.Terms.Any(Denies),
        _ => false,
    };

    private static bool Denies(ValueList<QueryFilter> terms) =>
        terms.Select(PeriodDifference.Denied).OfType<QueryFilter.Compare>().Any(denied => terms.OfType<QueryFilter.Compare>().Any(said => PeriodDifference.IsPeriod(said) && said.Column == denied.Column));
}
