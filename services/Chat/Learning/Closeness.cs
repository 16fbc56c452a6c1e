namespace NlSql.Chat.Learning;

/// <summary>How close a question is in meaning to others, by the vectors of an embedding model.</summary>
/// <param name="ByQuestion">The cosine to each question that has a vector; empty where there is no model, or it does not answer.</param>
internal sealed record Closeness(IReadOnlyDictionary<string, double> ByQuestion)
{
    /// <summary>Nothing is known; words alone count.</summary>
    public static Closeness Unknown { get; } = new(new Dictionary<string, double>());

    public bool IsKnown => ByQuestion.Count > 0;

    /// <summary>How alike a question is: in words, and more where its meaning is closer than its words.</summary>
    /// <param name="question">The other question.</param>
    /// <param name="overlap">What words and letters have in common, 0–1.</param>
    public double With(string question, double overlap) =>
        ByQuestion.TryGetValue(question, out var cosine) && cosine > overlap ? (overlap + cosine) / 2 : overlap;

    /// <summary>The cosine of two vectors; 0 when they are of different models.</summary>
    public static double Cosine(float[] left, float[] right)
    {
        if (left.Length != right.Length)
            return 0;
        double product = 0, one = 0, other = 0;
        for (var at = 0; at < left.Length; at++)
        {
            product += (double)left[at] * right[at];
            one += (double)left[at] * left[at];
            other += (double)right[at] * right[at];
        }

        var cosine = product / Math.Sqrt(one * other);
        return double.IsFinite(cosine) ? cosine : 0;
    }
}
