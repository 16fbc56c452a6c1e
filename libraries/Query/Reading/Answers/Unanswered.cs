using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Answers;

/// <summary>What a question asks and a query does not answer: "how much" without a number, "when" without a date, "per" without groups. Such a reading must not run.</summary>
internal static class Unanswered
{
    /// <summary>The reading with what it leaves unanswered counted against it.</summary>
    public static FinishedReading Weigh(LinkedQuestion question, Cover cover, FinishedReading reading)
    {
        var missed = reading.Query.Union.Count > 0 ? [] : Of(question, cover, reading.Query).Where(m => m.Missed).Select(m => m.Reason).ToValueList();
        return missed.Count == 0 ? reading
            : reading with { Missed = missed, Features = new Dictionary<Feature, double>(reading.Features) { [Feature.UnusedMention] = reading.Features.GetValueOrDefault(Feature.UnusedMention) + missed.Count } };
    }

    private static IEnumerable<(bool Missed, string Reason)> Of(LinkedQuestion question, Cover cover, SemanticQuery query) =>
    [
        // Of what kind the answer has to be.
        (query.Metrics.Count == 0 && (AnswerKind.LacksNumberOrDate(question, cover, query) || AnswerKind.ListsMany(question, query)), "A number or a date is asked for, and I found none."),
        (AnswerKind.LacksDate(question, query), "A date is asked for, and I found none."),
        (AnswerKind.LacksMoney(question, query), "Money is asked for, and I found only how many there are."),
        (AnswerKind.LacksWho(question, query) || AnswerKind.LacksPerson(question, query) || AnswerKind.SaysAgain(question, query), "Somebody is asked for, and I found nobody to name."),
        (AnswerKind.AsksWhy(question, query), "I can show numbers, but not tell a reason."),
        (AnswerKind.LacksManner(question, cover, query), "I do not see what this is to be measured by."),

        // What is counted or added up.
        (AnswerNumbers.LacksSum(question, cover, query), "I understood only a part of what is to be added up."),
        (AnswerNumbers.CountsAgain(cover, query) || AnswerNumbers.CountsOnes(question, query) || AnswerNumbers.CountsSame(query) || AnswerNumbers.CountsTwice(question, query) || AnswerNumbers.SplitsCount(question, cover, query), "I do not see what is to be counted."),
        (AnswerNumbers.ListsRates(question, cover, query) || AnswerNumbers.LacksShare(question, query), "I do not see what is to be divided by what."),
        (AnswerNumbers.SplitsShare(question, cover, query), "I do not see what the share is to be of."),
        (AnswerNumbers.LacksProduct(question, query), "I do not see what is to be multiplied by what."),

        (OutputUnits.AreOthers(question, query), "I do not see how to tell it in that unit."),

        // What it is grouped and ranked by.
        (AnswerGroups.LacksGroups(question, cover, query) || AnswerGroups.GroupsByNumber(question, cover, query) || AnswerGroups.GroupsByOnes(question, cover, query), "I do not see what is to be grouped by what."),
        (AnswerGroups.SplitsByDate(question, cover, query), "I do not see which date is meant."),
        (AnswerGroups.RanksNumbers(question, cover, query) || AnswerGroups.RanksEach(question, cover, query) || AnswerGroups.RanksWithin(question, cover, query) || AnswerGroups.RanksOneEnd(question, query), "I do not see what is to be ranked, and within what."),
        (AnswerGroups.LacksListed(question, cover, query) || AnswerGroups.LacksOnes(question, query) || AnswerGroups.LacksWhich(question, cover, query), "I understood only a part of what is to be listed."),
        (AnswerGroups.SplitsByFlag(question, cover, query) || AnswerGroups.SplitsByBoth(question, query), "I do not see whether only some of them are meant, or each kind."),

        // Which rows it is about.
        (AnswerRows.DeniesSome(question, query) || AnswerRows.DeniesVerb(question, cover, query) || AnswerRows.OnlyEver(question, query) || AnswerRows.LacksEvery(question, cover, query) || AnswerRows.JudgesRows(question, query) || AnswerRows.DropsVerb(question, cover) || AnswerRows.LacksState(question, query) || AnswerRows.ListsTruths(question, query), "I do not see which of them are meant."),
        (AnswerRows.SaysPeriodsApart(question, cover, query), "I can look at one period at a time."),
        (query.Filters is { } filter && (AnswerRows.Denies(filter) || AnswerRows.Contradicts(filter)), "No row can be all of this at once."),
    ];
}
