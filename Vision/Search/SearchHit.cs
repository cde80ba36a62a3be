namespace FaceGrid.Vision.Search;

/// <summary>One candidate of a 1:K search: an owner, the row of it that lies nearest to the probe, and how far that is.</summary>
/// <param name="Owner">Whose template it is, as given when the row was packed.</param>
/// <param name="Row">The nearest row of that owner; of equally near ones the lowest.</param>
/// <param name="Distance">d = ‖probe − row‖², bit for bit what <see cref="Faces.FaceEncoding.SquaredDistance"/> gives.</param>
public readonly record struct SearchHit(int Owner, int Row, double Distance);
