using System.Text.Json;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads.Sources.JsonLines;

/// <summary>The members of one JSON object, without objects made for them; used again for each line.</summary>
internal sealed class JsonObject
{
    private const int MaximumDepth = 64;
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaximumDepth };
    private readonly List<Member> members = [];
    private char[] names = new char[1024];
    private byte[] unescaped = new byte[1024];
    private int namesLength;
    private int unescapedLength;

    public int Count => members.Count;

    public ReadOnlySpan<char> NameAt(int index) => names.AsSpan(members[index].NameStart, members[index].NameLength);

    public JsonTokenType KindAt(int index) => members[index].Kind;

    /// <summary>The member's text: without quotes and escapes, the JSON text of what is nested, nothing for null.</summary>
    public ReadOnlySpan<byte> ValueAt(ReadOnlySpan<byte> line, int index)
    {
        var member = members[index];
        return (member.Unescaped ? unescaped : line).Slice(member.Start, member.Length);
    }

    /// <summary>Reads the line; what is wrong with it, or null.</summary>
    public Failure? Read(ReadOnlySpan<byte> line, long number)
    {
        members.Clear();
        (namesLength, unescapedLength) = (0, 0);
        var reader = new Utf8JsonReader(line, ReaderOptions);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return UploadErrors.JsonMalformed(number, "it does not begin with {");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadMember(ref reader);
            // Throws when something follows the object.
            reader.Read();
            return null;
        }
        catch (JsonException e)
        {
            return UploadErrors.JsonMalformed(number, reader.CurrentDepth >= MaximumDepth - 1
                ? $"it is nested deeper than {MaximumDepth}"
                : $"it goes wrong at byte {e.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            return UploadErrors.JsonMalformed(number, $"the text at byte {reader.TokenStartIndex + 1} is not Unicode");
        }
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (names.Length - namesLength < reader.ValueSpan.Length)
            Array.Resize(ref names, Math.Max(names.Length * 2, namesLength + reader.ValueSpan.Length));
        var nameLength = reader.CopyString(names.AsSpan(namesLength));
        reader.Read();
        var (start, length, isUnescaped) = ReadValue(ref reader, out var kind);
        members.Add(new Member(namesLength, nameLength, kind, start, length, isUnescaped));
        namesLength += nameLength;
    }

    private (int Start, int Length, bool Unescaped) ReadValue(ref Utf8JsonReader reader, out JsonTokenType kind)
    {
        kind = reader.TokenType;
        var start = (int)reader.TokenStartIndex;
        switch (kind)
        {
            case JsonTokenType.Null:
                return (start, 0, false);
            case JsonTokenType.String when !reader.ValueIsEscaped:
                return (start + 1, reader.ValueSpan.Length, false);
            case JsonTokenType.String:
                if (unescaped.Length - unescapedLength < reader.ValueSpan.Length)
                    Array.Resize(ref unescaped, Math.Max(unescaped.Length * 2, unescapedLength + reader.ValueSpan.Length));
                var length = reader.CopyString(unescaped.AsSpan(unescapedLength));
                unescapedLength += length;
                return (unescapedLength - length, length, true);
            default:
                reader.Skip();
                return (start, (int)reader.BytesConsumed - start, false);
        }
    }

    private readonly record struct Member(int NameStart, int NameLength, JsonTokenType Kind, int Start, int Length, bool Unescaped);
}
