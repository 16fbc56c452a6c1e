namespace NlSql.Query.Sql.Parsing;

/// <summary>Characters that word processors and keyboards put where SQL wants a plain one.</summary>
internal static class Lookalikes
{
    /// <summary>The plain character that was probably meant; null when there is none.</summary>
    public static string? Meant(char character) => character switch
    {
        '\u2018' or '\u2019' or '\u201a' or '\u201b' or '\u2032' or '\u00b4' or '\uff07' => "'",
        '\u201c' or '\u201d' or '\u201e' or '\u201f' or '\u2033' or '\u00ab' or '\u00bb' or '\uff02' => "\"",
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' or '\uff0d' => "-",
        '\u00d7' or '\u2217' or '\uff0a' => "*",
        '\u00f7' or '\u2044' or '\u2215' or '\uff0f' => "/",
        '\u2260' => "<>",
        '\u2264' => "<=",
        '\u2265' => ">=",
        '\uff1c' => "<",
        '\uff1e' => ">",
        '\uff1d' => "=",
        '\uff08' => "(",
        '\uff09' => ")",
        '\uff0c' or '\u3001' => ",",
        '\uff1b' => ";",
        '\u2026' => "...",
        '\u00a0' or '\u2000' or '\u2001' or '\u2002' or '\u2003' or '\u2009' or '\u200a' or '\u202f' or '\u3000' => "a plain space",
        '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff' => "nothing (the character is invisible)",
        _ => null,
    };
}
