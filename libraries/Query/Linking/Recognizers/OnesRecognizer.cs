namespace NlSql.Query.Linking.Recognizers;

/// <summary>"only the paid ones", "considering only paid ones": those of a state, where its word is a verb of business, too.</summary>
internal sealed class OnesRecognizer : Recognizer
{
    private const double Plain = 0.9;

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var value in question.Mentions.Where(m => m.Target is MentionTarget.Value && m.Strength < Plain && m.Link is LinkKind.Exact or LinkKind.Stem && m.End < question.Words.Count && question.Words[m.End].Best == "ones").ToList())
            question.Propose(value.As(Plain));
    }
}
