using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"in euros", "in km": the unit that the numbers have anyway. Dollars of a table of euros would be others.</summary>
internal sealed class UnitRecognizer : Recognizer
{
    private static readonly string[][] Currencies =
        [["euro", "euros", "eur", "€"], ["dollar", "dollars", "usd", "$"], ["pound", "pounds", "gbp", "sterling", "£"], ["franc", "francs", "chf"], ["yen", "jpy"], ["rupee", "rupees", "inr"], ["krona", "kronor", "sek"], ["krone", "kroner", "nok", "dkk"], ["zloty", "pln"]];

    private static readonly string[][] Measures =
        [["km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"], ["kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"], ["kwh"], ["m2", "sqm"], ["m3"], ["litre", "litres", "liter", "liters", "l"], ["mile", "miles", "mi"], ["tonne", "tonnes", "ton", "tons", "t"], ["minute", "minutes", "min", "mins"], ["hour", "hours", "hr", "hrs", "h"], ["second", "seconds", "sec", "secs", "s"], ["metre", "metres", "meter", "meters", "m"], ["day", "days"]];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 1; i < question.Words.Count; i++)
        {
            // "cost over 30 per kilo" of a price per kg.
            if (question.Words[i - 1].Token.Folded is "per" or "a" && MeasuringUnits.Of(question.Folded[i]) is { } unit && question.Words.Take(i - 1).Any(w => w.Token.Number is not null) && question.Lexicon.Model.Tables.SelectMany(t => t.Columns).Any(c => c.Name.Contains("_per_", StringComparison.Ordinal) && MeasuringUnits.Of(c.Name.Split('_')[^1]) == unit))
            {
                var at = i;
                question.Withdraw(m => m.Start >= at - 1 && m.End <= at + 1 && m.Target is MentionTarget.Grouping or MentionTarget.Column);
                question.Propose(Mention.Of(i - 1, i + 1, new MentionTarget.Filler()), outweighs: true);
                continue;
            }

            if (question.Words[i - 1].Token.Folded != "in" || question.Mentions.Any(m => m.Start <= i && m.End > i && m.Target is not MentionTarget.Filler && !IsSaidBefore(question, m)))
                continue;
            var word = question.Words[i].Token.Folded;
            if (Array.Find(Currencies, c => c.Contains(word)) is { } currency ? !IsOther(question, currency) : Array.Find(Measures, m => m.Contains(word)) is { } measure && Names(question).Any(n => measure.Contains(n) || (MeasuringUnits.Of(n) is { } unit && unit.Kind == MeasuringUnits.Of(word)?.Kind)))
                question.Propose(Mention.Of(i - 1, i + 1, new MentionTarget.Filler()), outweighs: true);
        }
    }

    // "how long does a check-up take, in minutes": the column that is asked for already.
    private static bool IsSaidBefore(LinkedQuestion question, Mention unit) => unit.Candidates.Select(c => c.Target).OfType<MentionTarget.Column>().Any(column => question.Mentions.Any(m => m.End < unit.Start && m.Candidates.Any(c => c.Target == column || (c.Target is MentionTarget.Gradable graded && graded.TableName == column.TableName && graded.ColumnName == column.ColumnName))));

    private static bool IsOther(LinkedQuestion question, string[] asked)
    {
        var said = Currencies.Where(c => Names(question).Any(c.Contains) || c.Contains(question.Lexicon.Model.Plugin.Currency?.ToLowerInvariant() ?? "")).ToList();
        return said.Count > 0 && !said.TrueForAll(c => c == asked);
    }

    // The last words of columns' names: dist_km, fee_eur.
    private static IEnumerable<string> Names(LinkedQuestion question) =>
        question.Lexicon.Model.Tables.SelectMany(t => t.Columns).Where(c => c.Visibility == SemanticModel.Definitions.ColumnVisibility.Public).Select(c => c.Name.Split('_')[^1]);
}
