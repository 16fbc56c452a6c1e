using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"monthly fee" of fee_mth, "weekly wage" of wage_wk: an amount that is for a month, and nothing of each month.</summary>
internal sealed class PeriodicAmountRecognizer : Recognizer
{
    private const double Strength = 0.97;

    private static readonly Dictionary<string, string[]> Periods = new(StringComparer.Ordinal)
    {
        ["monthly"] = ["month", "monthly", "mth", "mthly", "pm"],
        ["weekly"] = ["week", "weekly", "wk", "wkly", "pw"],
        ["daily"] = ["day", "daily", "dly"],
        ["hourly"] = ["hour", "hourly", "hr", "hrly"],
        ["yearly"] = ["year", "yearly", "yr", "annual", "pa"],
        ["annual"] = ["year", "yearly", "yr", "annual", "pa"],
        ["nightly"] = ["night", "nightly"],
    };

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i + 1 < question.Words.Count; i++)
        {
            if (!Periods.TryGetValue(question.Folded[i], out var words))
                continue;
            foreach (var amount in question.Mentions.Where(m => m.Start == i + 1 && m.Target is MentionTarget.Column).ToList())
            {
                var own = amount.Candidates.Where(c => c.Target is MentionTarget.Column column && column.ColumnName.Split('_').Any(words.Contains)
                    && question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is { Type: ColumnType.Integer or ColumnType.Decimal }).Select(c => c with { Strength = Strength, Link = LinkKind.Stem }).ToValueList();
                if (own.Count > 0 && !question.Mentions.Any(m => m.Start == i && m.End == amount.End && m.Target is MentionTarget.Column))
                    question.Propose(new(i, amount.End, own));
            }
        }
    }
}
