using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>Numbers: "500", "10k", "two dozen", "3 million", "20 percent", "50 euros", "25 mph".</summary>
internal sealed class NumberRecognizer : Recognizer
{
    private static readonly HashSet<string> CurrencyWords = new(StringComparer.Ordinal)
    {
        "euro", "euros", "eur", "dollar", "dollars", "usd", "bucks", "pound", "pounds", "gbp", "naira", "ngn",
    };

    // Units that say how the number beside them is measured, and nothing else.
    private static readonly HashSet<string> UnitWords = new(StringComparer.Ordinal)
    {
        "mph", "kmh", "kph", "km", "kilometer", "kilometers", "mile", "miles", "meter", "meters", "metres", "feet", "ft", "inch", "inches", "cm", "mm", "kg", "kilograms", "lbs", "pounds", "grams", "liters", "litres",
        "degrees", "minutes", "mins", "seconds", "secs", "ms", "milliseconds", "mb", "gb", "kb", "square", "sqm", "sqft",
    };

    private const double Measured = 0.8;

    private static readonly string[][] Units =
        [["kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"], ["km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"], ["min", "mins", "minute", "minutes"], ["hrs", "hr", "hour", "hours"], ["m2", "sqm"], ["m3", "cbm"], ["lb", "lbs"],
        ["g", "gram", "grams", "gramme", "grammes"], ["mg", "milligram", "milligrams"], ["ha", "hectare", "hectares"], ["acre", "acres", "acreage"], ["l", "ltr", "litre", "litres", "liter", "liters"], ["ml", "millilitre", "millilitres", "milliliter", "milliliters"], ["t", "ton", "tons", "tonne", "tonnes"],
        ["m", "metre", "metres", "meter", "meters"], ["cm", "centimetre", "centimetres", "centimeter", "centimeters"], ["mm", "millimetre", "millimetres", "millimeter", "millimeters"], ["mi", "mile", "miles", "mileage"], ["nm", "nmi"], ["ft", "foot", "feet"], ["in", "inch", "inches"],
        ["kw", "kilowatt", "kilowatts"], ["mw", "mwe", "megawatt", "megawatts"], ["gw", "gwe", "gigawatt", "gigawatts"], ["kwh", "kilowatthours"], ["mwh"], ["gwh"], ["mph"], ["kmh", "kph"], ["ppm"], ["db", "decibel", "decibels"], ["hz"], ["gb", "gigabyte", "gigabytes"], ["mb", "megabyte", "megabytes"]];

    private static readonly string[] Times = ["once", "twice", "thrice"];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i < question.Words.Count; i++)
        {
            if (question.Mentions.Any(m => m.Start == i && m.Target is MentionTarget.Multiple))
                continue;
            if (question.Words[i].Token is not { Number: { } amount } token)
            {
                Words(question, i);
                continue;
            }

            if (IsYearOf(question, i))
                continue;
            // "the wind speed reached 25": that much or more.
            if (i > 0 && question.Words[i - 1].Best is "reached" or "reaches" or "reach" or "reaching")
                question.Propose(Mention.Of(i - 1, i, new MentionTarget.Comparison(FilterOperator.GreaterOrEqual)));
            var end = i + 1;
            while (end < question.Words.Count && question.Words[end].Token is { NumberForm: NumberForm.Word } next && Combine(amount, next.Number!.Value) is { } combined)
            {
                amount = combined;
                end++;
            }

            var form = token.NumberForm;
            if (end < question.Words.Count && CurrencyWords.Contains(question.Words[end].Token.Folded))
                (form, end) = (NumberForm.Currency, end + 1);
            else if (end < question.Words.Count && question.Words[end].Token.Folded is "percent" or "pct")
                (form, end) = (NumberForm.Percent, end + 1);
            else if (end < question.Words.Count && OfUnit(question, question.Words[end].Token.Folded) is { } measured)
                question.Propose(Mention.Of(end, end + 1, measured, Measured, LinkKind.Synonym));
            else if (form == NumberForm.Digits && end < question.Words.Count && UnitWords.Contains(question.Words[end].Token.Folded) && !question.Mentions.Any(m => m.Start <= end && m.End > end))
                end++;
            // "three times the average": nothing here multiplies.
            if (end + 1 < question.Words.Count && question.Words[end].Best == "times" && question.Words[end + 1].Best is "the" or "as" or "their" or "its" or "that")
            {
                question.Propose(Mention.Of(i, end + 2, new MentionTarget.Unsupported("a multiple of another number")));
                continue;
            }

            // "one" is mostly a pronoun, but not in "one or two".
            var strength = token.Folded == "one" && end == i + 1 && !IsListed(question, i) && !question.Mentions.Any(m => m.Target is MentionTarget.Comparison && m.End == i) ? 0.3 : 0.8;
            question.Propose(Mention.Of(i, end, new MentionTarget.Number(amount, form), strength));
        }
    }

    private static bool IsListed(LinkedQuestion question, int at) =>
        at + 2 < question.Words.Count && question.Words[at + 1].Best is "or" or "and" && question.Words[at + 2].Token.Number is not null;

    private static void Words(LinkedQuestion question, int at)
    {
        var word = question.Words[at].Token.Folded;
        var before = at > 0 ? question.Words[at - 1].Best : "";
        if (Array.IndexOf(Times, word) is >= 0 and var times)
        {
            // "ordered only once"; "at least twice", but not "at least twice the average".
            var only = before is "only" or "just";
            if (only)
                question.Propose(Mention.Of(at - 1, at, new MentionTarget.Comparison(FilterOperator.Equal)));
            if (only || (question.Mentions.Any(m => m.Target is MentionTarget.Comparison && m.End == at) && !(at + 1 < question.Words.Count && question.Words[at + 1].Best is "the" or "as" or "their" or "its")))
                question.Propose(Mention.Of(at, at + 1, new MentionTarget.Number(times + 1, NumberForm.Word), 0.8));
        }

        // "sales in euros", "turnover (gbp)": what money is counted in, and no price that is called after it.
        if (CurrencyWords.Contains(word) && IsCurrency(question, word) && (before is "in" || (before == "(" && at + 1 < question.Words.Count && question.Words[at + 1].Best == ")")))
            question.Propose(Mention.Of(at, at + 1, new MentionTarget.Filler()), outweighs: true);
        // "cost per kg", "name and km", "how many km", "acres by state": what is measured in it.
        if (((at == 0 && question.Words.Count > 1) || before is "per" or "and" or "," or "many" or "total" or "most" or "the" or "more" or "average") && OfUnit(question, word) is { } each && !question.Mentions.Any(m => m.Start <= at && m.End > at && m.Target is MentionTarget.Table or MentionTarget.Value))
            question.Propose(Mention.Of(at, at + 1, each, Measured, LinkKind.Synonym));
    }

    // Of the data, as far as it says in which it is.
    private static bool IsCurrency(LinkedQuestion question, string word)
    {
        var model = question.Lexicon.Model;
        var known = model.Tables.SelectMany(t => t.Columns).SelectMany(c => c.Name.Split('_')).Append(model.Plugin.Currency?.ToLowerInvariant() ?? "").Where(Codes.ContainsKey).Select(w => Codes[w]).ToHashSet(StringComparer.Ordinal);
        return known.Count == 0 || (Codes.TryGetValue(word, out var code) && known.Contains(code));
    }

    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["eur"] = "eur",
        ["euro"] = "eur",
        ["euros"] = "eur",
        ["usd"] = "usd",
        ["dollar"] = "usd",
        ["dollars"] = "usd",
        ["gbp"] = "gbp",
        ["pound"] = "gbp",
        ["pounds"] = "gbp",
        ["chf"] = "chf",
        ["naira"] = "ngn",
        ["ngn"] = "ngn",
    };

    // "lower than their 2023 sales", "than in 2023": no amount.
    private static bool IsYearOf(LinkedQuestion question, int at) =>
        question.Words[at].Token is { NumberForm: NumberForm.Digits, Text.Length: 4, Number: >= 1900 and <= 2100 } && at > 1
        && (question.Words[at - 1].Best is "their" or "its" or "his" or "her" || (question.Words[at - 1].Best == "in" && question.Words[at - 2].Best == "than"));

    // "over 20 kg" where one column of the data is in kg.
    private static MentionTarget.Column? OfUnit(LinkedQuestion question, string word)
    {
        if (word == "in" || Array.Find(Units, u => u.Contains(word)) is not { } unit)
            return null;
        var columns = question.Lexicon.Model.Tables.SelectMany(t => t.Columns.Where(c => c is { Visibility: ColumnVisibility.Public, Type: ColumnType.Integer or ColumnType.Decimal, Kind: ColumnKind.Fact } && c.Name.Split('_') is [_, .., var last] && unit.Contains(last))
            .Select(c => new MentionTarget.Column(t.Name, c.Name))).Take(2).ToList();
        return columns is [var only] ? only : null;
    }

    // "two hundred" multiplies, "twenty five" adds.
    private static decimal? Combine(decimal left, decimal right) => right switch
    {
        12 or 100 or 1000 or 1_000_000 when left < right => left * right,
        < 10 when left is >= 20 and < 100 && left % 10 == 0 => left + right,
        _ => null,
    };
}
