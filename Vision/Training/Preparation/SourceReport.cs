namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Counts of one source.</summary>
/// <param name="Folder">Folder of the source.</param>
/// <param name="Channels">Channel order of its photos, as detected or as given.</param>
/// <param name="People">People with at least one image file.</param>
/// <param name="Photos">Image files.</param>
/// <param name="Exchanged">Photos in which red and blue were exchanged back.</param>
/// <param name="Faces">Photos with a face.</param>
/// <param name="Faceless">Photos without a face, left out.</param>
/// <param name="Unreadable">Files that cannot be decoded, left out.</param>
public sealed record SourceReport(
    string Folder, ChannelOrder Channels, int People, int Photos, int Exchanged, int Faces, int Faceless, int Unreadable);
