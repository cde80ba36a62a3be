namespace FaceGrid.Silo.Options;

/// <summary>How a silo writes its log.</summary>
public static class LogFormats
{
    public const string Text = "text";

    public const string Json = "json";
}
