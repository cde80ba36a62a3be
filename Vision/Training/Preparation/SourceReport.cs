namespace FaceGrid.Vision.Training.Preparation;

/// <summary>What became of one source.</summary>
/// <param name="Folder">The source.</param>
/// <param name="Channels">The order that its photos are stored in, as it was found or told.</param>
/// <param name="People">With at least one picture.</param>
/// <param name="Photos">Picture files.</param>
/// <param name="Exchanged">Photos whose red and blue were put right.</param>
/// <param name="Faces">Photos with a face.</param>
/// <param name="Faceless">Photos without one: left out.</param>
/// <param name="Unreadable">Files that are no picture: left out.</param>
public sealed record SourceReport(
    string Folder, ChannelOrder Channels, int People, int Photos, int Exchanged, int Faces, int Faceless, int Unreadable);
