using System.Globalization;

namespace NlSql.Drafting.Profiling;

/// <summary>How many values look like a UUID, an address of the web or of mail, a telephone, a card or an account of a bank.</summary>
public sealed class ShapeEvidence
{
    private readonly long[] counts = new long[Enum.GetValues<ValueShape>().Length];

    /// <summary>Looks at a value.</summary>
    public void Add(ReadOnlySpan<char> text) => counts[(int)Of(text)]++;

    /// <summary>The shape that nine of ten values have.</summary>
    public ValueShape Decide(long values)
    {
        var best = Enum.GetValues<ValueShape>().Skip(1).MaxBy(shape => counts[(int)shape]);
        return values > 0 && counts[(int)best] * 10 >= values * 9 ? best : ValueShape.Other;
    }

    /// <summary>The shape of one value.</summary>
    public static ValueShape Of(ReadOnlySpan<char> text) => text switch
    {
        _ when text.Length == 36 && Guid.TryParseExact(text, "D", out _) => ValueShape.Uuid,
        _ when IsEmail(text) => ValueShape.Email,
        _ when text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) => ValueShape.Url,
        _ when IsIban(text) => ValueShape.Iban,
        _ when IsNationalId(text) => ValueShape.NationalId,
        _ when IsCard(text) => ValueShape.Card,
        _ when IsPhone(text) => ValueShape.Phone,
        _ => ValueShape.Other,
    };

    private static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        return at > 0 && text.Length <= 254 && text[(at + 1)..] is var host && host.LastIndexOf('.') > 0 && host[^1] != '.' && host.IndexOf('@') < 0 && text.IndexOf(' ') < 0;
    }

    // Country, check digits, account; the remainder by 97 is 1.
    private static bool IsIban(ReadOnlySpan<char> text)
    {
        if (text.Length is < 15 or > 42 || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1]) || !char.IsAsciiDigit(text[2]) || !char.IsAsciiDigit(text[3]))
            return false;
        var (remainder, length) = (0, 0);
        foreach (var c in string.Concat(text[4..], text[..4]))
        {
            if (c == ' ')
                continue;
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c))
                return false;
            length++;
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + (c - '0')) % 97 : ((remainder * 100) + (c - 'A' + 10)) % 97;
        }

        return remainder == 1 && length is >= 15 and <= 34;
    }

    // The number of American social security: 123-45-6789, never with 000, 666 or 9 in front.
    private static bool IsNationalId(ReadOnlySpan<char> text) =>
        text.Length == 11 && text[3] == '-' && text[6] == '-' && text[0] != '9' && text[..3] is not ("000" or "666")
        && text[..3].IndexOfAnyExceptInRange('0', '9') < 0 && text[4..6].IndexOfAnyExceptInRange('0', '9') < 0 && text[7..].IndexOfAnyExceptInRange('0', '9') < 0;

    // 13 to 19 digits whose check digit is right (Luhn).
    private static bool IsCard(ReadOnlySpan<char> text)
    {
        var (sum, count) = (0, 0);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            var c = text[i];
            if (c is ' ' or '-')
                continue;
            if (!char.IsAsciiDigit(c))
                return false;
            var digit = c - '0';
            var doubled = count % 2 == 1 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
            count++;
        }

        return count is >= 13 and <= 19 && sum % 10 == 0;
    }

    private static bool IsPhone(ReadOnlySpan<char> text)
    {
        var (digits, signs) = (0, 0);
        var extension = text.IndexOf('x');
        foreach (var c in extension > 7 ? text[..extension] : text)
        {
            if (char.IsAsciiDigit(c))
                digits++;
            else if (c is '+' or '(' or ')' or '-' or '.' or '/' or ' ')
                signs++;
            else
                return false;
        }

        // A plain number, a day or an amount is no telephone: that needs a plus, brackets or several parts. E.164 has 15 digits at most.
        return digits is >= 7 and <= 15 && signs > 0 && (text[0] is '+' or '(' || (signs >= 2 && !DateText.TryRead(text, out _) && !decimal.TryParse(text, CultureInfo.InvariantCulture, out _)));
    }
}
