using System.Text;

namespace NlSql.Query.Tokens;

/// <summary>Text as it is compared: lower case, without accents, without apostrophes inside words.</summary>
public static class TextFolding
{
    /// <summary>The folded text: "Élodie’s Café" → "elodies cafe".</summary>
    public static string Fold(string text)
    {
        var plain = UnicodeNormalization.WithoutMarks(text);
        var output = new StringBuilder(plain.Length);
        foreach (var character in plain)
        {
            var lower = char.ToLowerInvariant(character);
            if (lower is '\'' or '’' or '‘' or '`' or '´')
                continue;
            if (lower < 0x80)
                output.Append(lower);
            else
                output.Append(Letters(lower));
        }

        return output.ToString();
    }

    // Letters that Unicode does not decompose but people replace: with strokes, ligatures, small capitals.
    private static string Letters(char letter) => letter switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ᴀ' => "a",
        'ʙ' => "b",
        'ᴄ' => "c",
        'ᴅ' => "d",
        'ᴇ' => "e",
        'ꜰ' => "f",
        'ɢ' => "g",
        'ʜ' => "h",
        'ɪ' => "i",
        'ᴊ' => "j",
        'ᴋ' => "k",
        'ʟ' => "l",
        'ᴍ' => "m",
        'ɴ' => "n",
        'ᴏ' => "o",
        'ᴘ' => "p",
        'ʀ' => "r",
        'ꜱ' => "s",
        'ᴛ' => "t",
        'ᴜ' => "u",
        'ᴠ' => "v",
        'ᴡ' => "w",
        'ʏ' => "y",
        'ᴢ' => "z",
        _ => letter.ToString(),
    };
}
