using NlSql.Query.Linking;

namespace NlSql.Query.Questions.Intents;

/// <summary>
/// Tells requests apart before anything is read. It explains refusals in plain words; it is no fence: whatever passes can only become a
/// SELECT over the asker's own rows.
/// </summary>
public static class IntentGate
{
    /// <summary>The intent of a question.</summary>
    public static Intent Judge(NormalizedQuestion question, Lexicon lexicon)
    {
        var text = IntentText.Of(question.Text);
        return UnsafeIntent.Find(text, lexicon)
            ?? AboutTheData.Find(text, lexicon)
            ?? UnsupportedIntent.Find(text, lexicon)
            ?? RowCount.Find(text, lexicon)
            ?? new Intent(IntentKind.Analytics);
    }
}
