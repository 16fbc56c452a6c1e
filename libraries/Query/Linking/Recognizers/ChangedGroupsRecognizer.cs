using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"whose 2024 sales were lower than their 2023 sales", "with fewer orders in May than in April": which way groups changed between two periods.</summary>
internal sealed class ChangedGroupsRecognizer : Recognizer
{
    private static readonly string[] Up = ["more", "higher", "bigger", "larger", "greater", "better"];
    private static readonly string[] Down = ["less", "fewer", "lower", "smaller", "worse"];
    private static readonly string[] Possessives = ["their", "its", "his", "her", "the", "those", "in", "of"];

    public override void Recognize(LinkedQuestion question)
    {
        if (question.Mentions.FirstOrDefault(m => m.Target is MentionTarget.Period) is not { } first)
            return;
        var words = question.Words;
        var than = Enumerable.Range(first.End, words.Count - first.End).FirstOrDefault(i => words[i].Best is "than" or "below" or "above", -1);
        if (than < 0)
            return;
        // The year that it is compared with: a number otherwise.
        var year = than + 1;
        while (year < words.Count && Possessives.Contains(words[year].Best))
            year++;
        if (year > than + 1 && new PeriodReader(question).Read(year, true) is { } period)
            question.Propose(Mention.Of(year, period.End, new MentionTarget.Period(period.Range)));
        for (var i = 0; i < than; i++)
        {
            if (Up.Contains(words[i].Best) || Down.Contains(words[i].Best))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Comparison(Up.Contains(words[i].Best) ? FilterOperator.Greater : FilterOperator.Less)));
        }
    }
}
