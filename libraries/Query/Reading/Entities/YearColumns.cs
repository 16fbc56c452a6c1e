using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>"races of 2020", "who started a posting after 2014": rows that have a year and no date.</summary>
internal static class YearColumns
{
    // What the years of a thing are called that are no years of what happened.
    private static readonly HashSet<string> Beginnings = new(StringComparer.Ordinal) { "birth", "born", "founded", "established", "built", "opened", "open", "creation", "created", "launch", "launched", "release", "released", "end", "expiry", "closed", "death", "died", "model", "vintage", "planted", "bought", "purchased", "made" };

    /// <summary>The year that a period of whole years is about: that which the verb names, else the only one of the first table that has one. Null when there is none or several are alike.</summary>
    public static MentionTarget.Column? Usual(EntityDraft draft, IReadOnlyList<string> tables, TimeRange.Between days)
    {
        if (days is not ({ From: null or { Month: 1, Day: 1 } } and { To: null or { Month: 12, Day: 31 } }))
            return null;
        foreach (var table in tables)
        {
            var years = draft.Table(table)!.Columns.Where(c => draft.Question.Lexicon.IsYear(new(table, c.Name))).ToList();
            var said = years.FindAll(c => c.Name.Split('_').Any(w => !TimeWords.Knows(w) && draft.Question.Roots.Contains(WordRoots.Of(w))));
            if ((said.Count > 0 ? said : years.FindAll(c => c.Name.Split('_').Any(w => w is "year" or "yr") && !c.Name.Split('_').Any(Beginnings.Contains))) is [var only])
                return new(table, only.Name);
        }

        return null;
    }
}
