using NlSql.Query.Drivers;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps.Edits;

/// <summary>"why?": which groups of the most telling dimension changed most.</summary>
internal sealed class DriverEdit : FollowUpEdit
{
    public override void Apply(Fragment fragment, Revision revision)
    {
        if (fragment.Cues.Whole != WholeCue.Why || revision.IsList || revision.Query.Union.Count > 0 || Dimension(revision) is not { } dimension)
            return;
        var (query, assumption) = Along(dimension, revision, fragment.Cues.Falling);
        revision.Query = query;
        revision.Assume(assumption);
    }

    /// <summary>What the measure of a query is made of along a dimension, or which of its groups changed most.</summary>
    /// <param name="dimension">The dimension's column.</param>
    /// <param name="revision">The query whose measure is to be explained.</param>
    /// <param name="falls">Whether what fell comes first.</param>
    public static (SemanticQuery Query, string Assumption) Along(string dimension, Revision revision, bool falls)
    {
        var query = revision.Query;
        var label = Labels.Column(revision.Model, dimension);
        var metric = query.Metrics[0];
        var compare = query.Compare ?? (query.Time is null ? null : new PeriodComparison.PreviousPeriod());
        var plain = Shape.Plain(query) with
        {
            Metrics = [metric],
            Dimensions = [new() { Column = dimension }],
            Return = [],
            Having = null,
            Limit = null,
            Offset = 0,
            WithTies = false,
            Fill = false,
            Filters = FilterTerms.Without(query.Filters, t => t is QueryFilter.Compare { Operator: FilterOperator.IsNotNull }),
        };
        // Of all time there is no change to explain: what the number is made of.
        return compare is null || (query.Time is null && query.Dimensions.Any(d => d.Grain is not null))
            ? (plain with { ShareOf = SemanticQuery.Total, OrderBy = [new() { By = Revision.NameOf(metric), Descending = true }] },
                $"No period was said, so there is no change to explain: this is what it is made of, by {label}.")
            : (plain with { Compare = compare, OrderBy = [new() { By = $"{Revision.NameOf(metric)}_change", Descending = !falls }] },
                $"The change is explained by {label}: the {(falls ? "largest decrease" : "largest increase")} comes first. Ask “by …” for another dimension.");
    }

    /// <summary>The most telling dimension that a query neither groups by nor fixes; null when there is none.</summary>
    public static string? Dimension(Revision revision)
    {
        var taken = revision.Query.Dimensions.Where(d => d.Grain is null).Select(d => d.Column).Concat(Fixed(revision)).Select(revision.Full).ToHashSet(StringComparer.Ordinal);
        return DriverDimensions.Of(revision.Model, revision.Lexicon.Joins, revision.Table, revision.Lexicon.Values).FirstOrDefault(c => !taken.Contains(c));
    }

    // One value alone explains nothing.
    private static IEnumerable<string> Fixed(Revision revision) =>
        FilterTerms.Of(revision.Query.Filters).OfType<QueryFilter.Compare>().Where(c => c.Operator == FilterOperator.Equal).Select(c => c.Column);
}
