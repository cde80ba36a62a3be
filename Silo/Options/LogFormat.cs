namespace FaceGrid.Silo.Options;

/// <summary>Format of the log on standard output.</summary>
public enum LogFormat
{
    /// <summary>One line of text for each event.</summary>
    Text,

    /// <summary>One JSON object for each event, with the values by name.</summary>
    Json,
}
