namespace NlSql.Drafting.Models;

/// <summary>Other words that people use for what columns are often called.</summary>
internal static class UsualWords
{
    private static readonly Dictionary<string, string[]> Synonyms = new()
    {
        ["date of birth"] = ["birthday", "birth date"],
        ["zip code"] = ["postal code", "postcode"],
        ["zip"] = ["zip code", "postal code", "postcode"],
        ["zipcode"] = ["zip code", "zip", "postal code", "postcode"],
        ["p code"] = ["postcode", "postal code"],
        ["postal code"] = ["zip code", "postcode"],
        ["country"] = ["nation"],
        ["gender"] = ["sex"],
        ["quantity"] = ["units"],
        ["salary"] = ["pay"],
        ["email"] = ["email address"],
        ["telephone"] = ["phone", "phone number"],
        ["percent"] = ["percentage"],
        ["description"] = ["details"],
        ["city"] = ["town"],
        ["business name"] = ["dba"],
    };

    public static IEnumerable<string> For(ColumnSketch column)
    {
        var phrase = string.Join(' ', column.Meaning);
        // What the name says without a prefix that only says of what it is: "customer city" is also a city of its own table.
        return Synonyms.TryGetValue(phrase, out var words) ? words : [];
    }
}
