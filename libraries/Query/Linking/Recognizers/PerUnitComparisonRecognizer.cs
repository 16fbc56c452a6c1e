using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"paid more per hour than the average": the one column that holds so much for each.</summary>
internal sealed class PerUnitComparisonRecognizer : Recognizer
{
    private static readonly Dictionary<string, FilterOperator> Amounts = new(StringComparer.Ordinal) { ["more"] = FilterOperator.Greater, ["less"] = FilterOperator.Less };

    private static readonly string[] Verbs = ["paid", "pay", "pays", "earn", "earns", "earned", "earning", "make", "makes", "cost", "costs", "costing", "charge", "charges", "charged", "charging"];

    private static readonly Dictionary<string, string[]> Units = new(StringComparer.Ordinal)
    {
        ["hour"] = ["hour", "hourly", "hr"],
        ["day"] = ["day", "daily"],
        ["night"] = ["night", "nightly"],
        ["week"] = ["week", "weekly"],
        ["month"] = ["month", "monthly"],
        ["year"] = ["year", "yearly", "annual"],
    };

    public override void Recognize(LinkedQuestion question)
    {
        var words = question.Words;
        for (var i = 1; i + 3 < words.Count; i++)
        {
            if (!Amounts.TryGetValue(words[i].Best, out var @operator) || words[i + 1].Best is not ("per" or "an" or "a") || !Units.TryGetValue(words[i + 2].Best, out var names) || words[i + 3].Best != "than" || !Verbs.Contains(words[i - 1].Best)
                || Column(question, names) is not { } column)
                continue;
            question.Propose(Mention.Of(i - 1, i + 3, column), outweighs: true);
            question.Propose(Mention.Of(i + 3, i + 4, new MentionTarget.Comparison(@operator)));
        }
    }

    private static MentionTarget.Column? Column(LinkedQuestion question, string[] names)
    {
        var named = question.Lexicon.Model.Tables.SelectMany(t => t.Columns.Select(c => (Table: t.Name, Column: c)))
            .Where(c => c.Column is { Visibility: ColumnVisibility.Public, Computation: null, Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id } && c.Column.Name.Split('_').Any(names.Contains)).ToList();
        return named is [var only] ? new(only.Table, only.Column.Name) : null;
    }
}
