namespace NlSql.Query.Linking.Recognizers;

/// <summary>Finds one kind of thing in a question and proposes what its words may refer to.</summary>
internal abstract class Recognizer
{
    public abstract void Recognize(LinkedQuestion question);
}
