using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Entities;

/// <summary>
/// How sure a reading of rows is: the share of such readings that were right on the tuning set, as a logistic regression of what speaks
/// against them. Fitted on 789 answers over 40 databases; the constant on answers over sixteen exports as well. docs/asking.md has the table.
/// </summary>
internal static class RowConfidence
{
    private const double Plain = 1.6;
    private const double PartOfAName = -0.44;
    private const double EachStep = -0.3;
    private const double EachRelated = -0.26;
    private const double OtherRows = -0.77;
    private const double SomethingLoose = -0.46;
    private const double CloseRival = -0.64;
    private const double Misspelling = -0.4;
    private const double Close = 0.2;

    private static readonly Feature[] Loose =
        [Feature.ColumnBesideTable, Feature.UnusedOutput, Feature.UnusedMention, Feature.ReferenceShown, Feature.ValueWithoutPlace, Feature.UnreachableColumn];

    public static ReadingConfidence Of(LinkedQuestion question, ScoredReading reading)
    {
        var (evidence, features) = (Plain, reading.Finished.Features);
        var items = reading.Finished.Items;
        var reasons = items.Select(i => Confidence.Reason(question, i)).OfType<string>().ToList();
        Weigh(items.Any(i => i.Link is LinkKind.Part or LinkKind.General) ? 1 : 0, PartOfAName, null);
        Weigh(items.Any(i => i.Link == LinkKind.Fuzzy) ? 1 : 0, Misspelling, null);
        Weigh(Math.Min(2, features.GetValueOrDefault(Feature.ColumnOfOtherTable)), EachStep, "Columns of other tables are used.");
        Weigh(Math.Min(2, features.GetValueOrDefault(Feature.RelatedCondition)), EachRelated, "A condition is on rows of another table.");
        Weigh(features.GetValueOrDefault(Feature.OtherThing) > 0 ? 1 : 0, OtherRows, "The rows are those of another table than the one named first.");
        Weigh(Loose.Any(f => features.GetValueOrDefault(f) > 0) ? 1 : 0, SomethingLoose, "A word has no place of its own in the query.");
        Weigh(reading.Lead < Close ? 1 : 0, CloseRival, "Another reading fits nearly as well.");
        return ReadingConfidence.Of(Math.Round(1 / (1 + Math.Exp(-evidence)), 3), reasons.ToValueList());

        void Weigh(double times, double weight, string? reason)
        {
            evidence += times * weight;
            if (times > 0 && reason is not null)
                reasons.Add(reason);
        }
    }
}
