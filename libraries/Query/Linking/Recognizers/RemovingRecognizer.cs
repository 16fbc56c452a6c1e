namespace NlSql.Query.Linking.Recognizers;

/// <summary>"take out the cancelled ones", "remove returns": at the head of a sentence, what is left out of an answer; "customers who take out a loan" do something.</summary>
internal sealed class RemovingRecognizer : Recognizer
{
    private const double Plain = 0.9;

    private static readonly string[][] Removing = [["take", "out"], ["remove"], ["get", "rid", "of"], ["throw", "out"]];

    public override void Recognize(LinkedQuestion question)
    {
        if (Removing.FirstOrDefault(r => question.Folded.Take(r.Length).SequenceEqual(r)) is not { } removing)
            return;
        question.Withdraw(m => m.Start < removing.Length && m.Target is not MentionTarget.Filler);
        question.Propose(Mention.Of(0, removing.Length, new MentionTarget.Negation(), Plain));
    }
}
