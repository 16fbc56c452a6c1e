using NlSql.Query.Issues;

namespace NlSql.Query.Tokens;

/// <summary>A word, number, date, quoted text or sign of the question.</summary>
public sealed record Token
{
    /// <summary>Position among the tokens, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Place in the normalized question.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>Whether a sentence ended before it.</summary>
    public bool StartsSentence { get; init; }

    /// <summary>Whether the possessive followed: "the city's".</summary>
    public bool Possesses { get; init; }

    /// <summary>What it is.</summary>
    public required TokenKind Kind { get; init; }

    /// <summary>The text as written; of quoted text, what is between the quotes.</summary>
    public required string Text { get; init; }

    /// <summary>Lower-case text without accents.</summary>
    public required string Folded { get; init; }

    /// <summary>The folded text without its plural ending, American spelling.</summary>
    public required string Stem { get; init; }

    /// <summary>The number that it is: digits, "10k", "three"; null for others.</summary>
    public decimal? Number { get; init; }

    /// <summary>How the number was written.</summary>
    public NumberForm NumberForm { get; init; }

    /// <summary>The first day of a date ("2025-03-31", "03/2025"); null for others.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The last day of a date, the first one itself for a single day.</summary>
    public DateOnly? LastDay { get; init; }
}

/// <summary>What a token is.</summary>
public enum TokenKind { Word, Number, Date, Quoted, Symbol }

/// <summary>How a number was written.</summary>
public enum NumberForm { None, Digits, Word, Percent, Currency }
