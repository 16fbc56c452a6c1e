using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"is the price higher in A than in B", "did we sell more in A or in B": a question which of two sides is more sets them side by side.</summary>
internal sealed class WhichIsMoreRecognizer : Recognizer
{
    private static readonly string[] Openings = ["is", "are", "was", "were", "do", "does", "did", "has", "have"];
    private static readonly string[] Comparatives = ["more", "less", "fewer", "higher", "lower", "bigger", "smaller", "larger", "greater", "better", "worse", "longer", "shorter", "faster", "slower", "quicker", "sooner"];

    public override void Recognize(LinkedQuestion question)
    {
        var words = question.Words;
        if (words.Count == 0)
            return;
        var asksWhich = words[0].Best is "which" or "who" or "what";
        if (!asksWhich && !Openings.Contains(words[0].Best))
            return;
        var more = Enumerable.Range(0, words.Count).FirstOrDefault(i => Comparatives.Contains(words[i].Best), -1);
        var end = more < 0 ? -1 : Enumerable.Range(more, words.Count - more).FirstOrDefault(i => words[i].Best is "than" or "or", -1);
        // "more than 5 orders" compares with a number.
        // "which brought in more money, A or B" names both; "which has more than 5" none.
        if (asksWhich && (end < 0 || words[end].Best != "or" || !AreSides(question, end) || !question.Mentions.Any(m => m.Start == more + 1 && m.Target is MentionTarget.Metric)))
            return;
        // "did A or B bring in more money".
        if (more > 0 && end < 0 && SaysOfWhat(question, more + 1) && Enumerable.Range(1, more - 1).Any(i => words[i].Best == "or" && AreSides(question, i)))
            Propose(question, more, more + 1);
        if (end < 0 || (end + 1 < words.Count && words[end + 1].Token.Number is not null))
            return;
        var behind = more + 1 < words.Count && words[more + 1].Best is "often" or "frequently" ? more + 2 : more + 1;
        Propose(question, more, behind);
        if (words[end].Best != "than")
            return;
        Propose(question, end, end + 1);
        Propose(question, more, behind == end ? end + 1 : behind);
    }

    // "more money", "more revenue", "more repairs".
    private static bool SaysOfWhat(LinkedQuestion question, int at) => question.Mentions.Any(m => m.Start == at && (m.Target is MentionTarget.Metric or MentionTarget.Table
        || (m.Target is MentionTarget.Column column && question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName)?.Kind == ColumnKind.Fact)));

    private static bool AreSides(LinkedQuestion question, int or) =>
        question.Mentions.Any(m => m.End == or && m.Target is MentionTarget.Value) && question.Mentions.Any(m => m.Start == or + 1 && m.Target is MentionTarget.Value);

    private static void Propose(LinkedQuestion question, int start, int end) => question.Propose(Mention.Of(start, end, new MentionTarget.Versus()));
}
