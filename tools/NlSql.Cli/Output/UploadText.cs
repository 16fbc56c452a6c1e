using NlSql.Cli.Gateway;

namespace NlSql.Cli.Output;

/// <summary>What an upload did, as text.</summary>
internal static class UploadText
{
    public static void Write(Upload upload, TextWriter output)
    {
        output.WriteLine($"Dataset   {upload.DatasetId:D} ({Printable.Line(upload.DatasetName)})");
        output.WriteLine($"Version   {upload.Version}{(upload.Unchanged ? ", unchanged: the same file was uploaded before" : "")}");
        output.WriteLine($"Rows      {upload.Rows} into {Printable.Line(upload.Table)}");
        if (upload.Rejected > 0)
            output.WriteLine($"Rejected  {upload.Rejected}");
        foreach (var reject in upload.Rejects)
            output.WriteLine($"  {Printable.Line(reject.Message)}");
        foreach (var warning in upload.Warnings)
            output.WriteLine($"Warning: {Printable.Line(warning)}");
        if (upload.Examples.Count == 0)
            return;
        output.WriteLine("Now ask:");
        foreach (var example in upload.Examples)
            output.WriteLine($"  nlsql ask \"{Printable.Line(example)}\" --dataset {upload.DatasetId:D}");
    }
}
