namespace FaceGrid.Client.Photos;

/// <summary>Selection of one face in a photo with several.</summary>
public enum FaceChoice
{
    /// <summary>None: the photo must show exactly one face.</summary>
    Only,

    /// <summary>The largest face, most likely the nearest to the camera.</summary>
    Largest,

    /// <summary>The face nearest to the centre of the photo, which data sets such as LFW label.</summary>
    Central,
}
